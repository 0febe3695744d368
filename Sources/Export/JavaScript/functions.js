// The functions that JavaScript lacks: to about 1e-13, and with adrepl's answers for NaN and infinities. A page brings along
// those that it needs.

const same = a => a;
const gap = (a, b) => a === b ? 0 : a - b;
const strongProduct = (a, b) => a === 0 || b === 0 ? 0 : a * b;
const strongQuotient = (a, b) => a === 0 ? 0 : a / b;
const power = (a, b) => b === 2 ? a * a : a === 1 ? 1 : a === -1 && Math.abs(b) === Infinity ? 1 : Math.pow(a, b);
const guarded = (a, b) => b !== b ? b : a;

const above = (a, b) => a > b ? 1 : a < b ? 0 : a === b ? 0.5 : NaN;
const and = (a, b) => a !== a || b !== b ? NaN : +(a !== 0 && b !== 0);
const or = (a, b) => a !== a || b !== b ? NaN : +(a !== 0 || b !== 0);
const not = a => a !== a ? a : +(a === 0);

const round = a => Math.sign(a) * Math.round(Math.abs(a));
const mod = (a, b) => { const r = a % b; return r !== 0 && (r < 0) !== (b < 0) ? r + b : r; };
const rem = (a, b) => a % b;
const clamp = (a, b, c) => Math.min(Math.max(a, b), c);
const choose = (c, a, b) => c !== c ? c : c !== 0 ? a : b;

const exp2 = a => Math.pow(2, a);
const logToBase = (a, b) => b === 2 ? Math.log2(a) : b === 10 ? Math.log10(a) : b > 0 && b !== 1 ? Math.log(a) / Math.log(b) : NaN;
const logaddexp = (a, b) => a === b ? a + Math.LN2 : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
const xlogy = (a, b) => a === 0 && b === b ? 0 : a * Math.log(b);

const sec = a => 1 / Math.cos(a);
const csc = a => 1 / Math.sin(a);
const cot = a => 1 / Math.tan(a);
const sinpi = a => { const r = a - 2 * Math.round(a / 2), m = Math.abs(r) > 0.5 ? 1 - Math.abs(r) : Math.abs(r); return Math.sign(r) * (m <= 0.25 ? Math.sin(Math.PI * m) : Math.cos(Math.PI * (0.5 - m))); };
const cospi = a => { const r = Math.abs(a - 2 * Math.round(a / 2)); return r <= 0.25 ? Math.cos(Math.PI * r) : sinpi(0.5 - r); };
const oneMinusSquare = a => Math.abs(a) < 0.5 ? 1 - a * a : (1 - a) * (1 + a);
const deg = a => a * 57.29577951308232;
const rad = a => a * 0.017453292519943295;

const sinc = a => a === 0 ? 1 : Math.abs(a) === Infinity ? 0 : sinpi(a) / (Math.PI * a);
const sincDerivative = (n, a) => {
  if (n !== 1) return n === 0 ? sinc(a) : NaN;
  if (Math.abs(a) === Infinity) return 0;
  if (Math.abs(a) > 0.5) return (cospi(a) - sinc(a)) / a;
  const t = Math.PI * a;
  let sum = 0, term = -t / 3;
  for (let k = 1; k < 20; k++) { sum += term; term *= -t * t * (k + 1) / (k * (2 * k + 2) * (2 * k + 3)); }
  return Math.PI * sum;
};

const sech = a => { const e = Math.exp(-Math.abs(a)); return 2 * e / (1 + e * e); };
const csch = a => Math.abs(a) < 20 ? 1 / Math.sinh(a) : 2 * Math.sign(a) * Math.exp(-Math.abs(a));
const coth = a => 1 / Math.tanh(a);
const cathetus = a => Math.sqrt(Math.abs(a) - 1) * Math.sqrt(Math.abs(a) + 1);
const asec = a => Math.atan2(cathetus(a), a < 0 ? -1 : 1);
const acsc = a => Math.atan2(a < 0 ? -1 : 1, cathetus(a));
const acot = a => a === 0 ? Math.PI / 2 : Math.atan(1 / a);
const asech = a => a < 0 ? NaN : a < 1e-300 ? Math.LN2 - Math.log(a) : Math.asinh(Math.sqrt((1 - a) * (1 + a)) / a);
const acsch = a => a !== 0 && Math.abs(a) < 1e-300 ? Math.sign(a) * (Math.LN2 - Math.log(Math.abs(a))) : Math.asinh(1 / a);
const acoth = a => Math.abs(a) < 1 ? NaN : Math.sign(a) * 0.5 * Math.log1p(2 / (Math.abs(a) - 1));
const acothDerivative = a => 1 / (1 - a) / (1 + a);

const gaussian = a => Math.exp(-a * a);
const inverseGaussian = a => Math.exp(a * a);

// exp(a^2)*erfc(a) by a continued fraction, far enough from 0.
const erfcxFar = a => { let f = a; for (let k = 200; k > 0; k--) f = a + k / 2 / f; return 1 / (Math.sqrt(Math.PI) * f); };

// A series without cancellation, and the tail beyond it.
const erf = a => {
  const m = Math.abs(a);
  if (m > 2.5) return Math.sign(a) * (1 - gaussian(m) * erfcxFar(m));
  let sum = a, term = a;
  for (let k = 1; Math.abs(term) > 1e-17 * Math.abs(sum); k++) sum += term *= 2 * a * a / (2 * k + 1);
  return 2 / Math.sqrt(Math.PI) * gaussian(a) * sum;
};
const erfc = a => a > 1 ? gaussian(a) * erfcxFar(a) : 1 - erf(a);
const erfcx = a => a > 1 ? erfcxFar(a) : inverseGaussian(a) * erfc(a);
const erfcxDerivative = (n, a) => {
  if (n !== 1) return n === 0 ? erfcx(a) : NaN;
  if (a < 6) return 2 * a * erfcx(a) - 2 / Math.sqrt(Math.PI);
  let sum = 0, term = 1;
  for (let k = 1; k < 36; k++) sum += term *= -(2 * k - 1) / (2 * a * a);
  return 2 / Math.sqrt(Math.PI) * sum;
};

// A start by what it is near 0 or 1, and Halley's steps.
const erfinv = a => {
  const m = Math.abs(a);
  if (!(m < 1)) return m === 1 ? a * Infinity : NaN;
  let w = -Math.log((1 - m) * (1 + m)), y = Math.sqrt(Math.max(0, w - 0.5 * Math.log(Math.max(w, 1) * Math.PI)));
  if (w < 1.5) y = m * Math.sqrt(Math.PI) / 2 * (1 + 0.3 * w);
  for (let k = 0; k < 6; k++) {
    const step = (m < 0.5 ? erf(y) - m : 1 - m - erfc(y)) / (2 / Math.sqrt(Math.PI) * gaussian(y));
    y -= step / (1 + y * step);
  }
  return a < 0 ? -y : y;
};

const normcdf = a => 0.5 * erfc(-a * Math.SQRT1_2);
const normpdf = a => Math.exp(-a * a / 2) / Math.sqrt(2 * Math.PI);
const logNdtr = a => a < -1 ? Math.log(0.5 * erfcx(-a * Math.SQRT1_2)) - a * a / 2 : a < 0 ? Math.log(normcdf(a)) : Math.log1p(-normcdf(-a));
const logNdtrDerivative = (n, a) => n === 0 ? logNdtr(a) : n === 1 ? a < 0 ? Math.sqrt(2 / Math.PI) / erfcx(-a * Math.SQRT1_2) : normpdf(a) / normcdf(a) : NaN;

// Rybicki's sum over odd numbers, and the asymptotic series.
const dawson = a => {
  const m = Math.abs(a), h = 0.2;
  if (m > 8) return (1 - dawsonDerivative(1, m)) / (2 * a);
  let sum = 0, term = a;
  if (m < 1) {
    for (let k = 1; k < 40; k++) { sum += term; term *= -2 * a * a / (2 * k + 1); }
    return sum;
  }
  for (let n = 2 * Math.round(m / h / 2) - 41, k = 0; k < 41; k++, n += 2) sum += gaussian(m - n * h) / n;
  return Math.sign(a) * sum / Math.sqrt(Math.PI);
};
const dawsonDerivative = (n, a) => {
  if (n !== 1) return n === 0 ? dawson(a) : NaN;
  if (Math.abs(a) <= 8) return 1 - 2 * a * dawson(a);
  let sum = 0, term = 1;
  for (let k = 1; k < 60; k++) sum -= term *= (2 * k - 1) / (2 * a * a);
  return sum;
};
const erfi = a => Math.abs(a) > 27 ? a * Infinity : Math.abs(a) < 1e-8 ? 2 / Math.sqrt(Math.PI) * a : 2 / Math.sqrt(Math.PI) * inverseGaussian(a) * dawson(a);

// zeta(k) - 1, by a few terms and Euler and Maclaurin.
const zetaRest = k => {
  let sum = 0, c = k / 20;
  for (let n = 2; n < 20; n++) sum += n ** -k;
  let tail = 20 / (k - 1) + 0.5;
  for (const [j, d] of [[1, 12], [3, -720], [5, 30240], [7, -1209600]]) {
    tail += c / d;
    c *= (k + j) * (k + j + 1) / 400;
  }
  return sum + 20 ** -k * tail;
};
// The logarithm of gamma(2 + d) for d from -1/2 to 1/2.
const lgammaBesideTwo = d => {
  let sum = 0, p = -d;
  for (let k = 2; k < 60; k++) sum += zetaRest(k) * (p *= -d) / k;
  return d * 0.42278433509846713 + sum;
};
const lgamma = a => {
  if (a <= 0) return a === Math.floor(a) ? Infinity : Math.log(Math.PI / Math.abs(sinpi(a))) - lgamma(1 - a);
  if (a === Infinity) return a;
  if (a > 12) {
    const s = 1 / (a * a);
    return (a - 0.5) * Math.log(a) - a + 0.9189385332046728 + (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - s * (691 / 360360 - s / 156)))))) / a;
  }
  if (a < 0.5) return lgammaBesideTwo(a) - Math.log1p(a) - Math.log(a);
  if (a < 1.5) return lgammaBesideTwo(a - 1) - Math.log1p(a - 1);
  let product = 1;
  for (; a > 2.5; a--) product *= a - 1;
  return lgammaBesideTwo(a - 2) + Math.log(product);
};
const gamma = a => {
  if (a === Math.floor(a) && a <= 0) return a === 0 ? 1 / a : NaN;
  if (a < 0.5) return Math.PI / (sinpi(a) * gamma(1 - a));
  if (a > 172) return a === a ? Infinity : a;
  let product = 1;
  for (; a > 2.5; a--) product *= a - 1;
  return product * (a < 1.5 ? Math.exp(lgammaBesideTwo(a - 1)) / a : Math.exp(lgammaBesideTwo(a - 2)));
};
const factorial = a => gamma(a + 1);

// By the recurrence up to where the asymptotic series is exact.
const polygamma = (n, a) => {
  if (n === 0) return digamma(a);
  if (a <= 0 && a === Math.floor(a) || !(a > -1e3)) return NaN;
  let scale = n % 2 ? 1 : -1, sum = 0;
  for (let k = 2; k <= n; k++) scale *= k;
  for (; a < n + 15; a++) sum += a ** (-n - 1);
  const B = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6];
  let tail = a ** -n / n + a ** (-n - 1) / 2, c = 1;
  for (let k = 1; k <= 7; k++) {
    c = k === 1 ? (n + 1) / 2 : c * (n + 2 * k - 2) * (n + 2 * k - 1) / (2 * k * (2 * k - 1));
    tail += B[k - 1] * c * a ** (-n - 2 * k);
  }
  return scale * (sum + tail);
};
const trigamma = a => a < -20 && a !== Math.floor(a) ? (Math.PI / sinpi(a)) ** 2 - polygamma(1, 1 - a) : polygamma(1, a);
const digamma = a => {
  if (a <= 0 && a === Math.floor(a)) return NaN;
  if (a < -5) return digamma(1 - a) - Math.PI * cospi(a) / sinpi(a);
  let sum = 0;
  for (; a < 12; a++) sum -= 1 / a;
  const s = 1 / (a * a);
  return sum + Math.log(a) - 0.5 / a - s * (1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s * (1 / 132 - s * (691 / 32760 - s / 12))))));
};

const sigmoid = a => { if (a >= 0) return 1 / (1 + Math.exp(-a)); const e = Math.exp(a); return e / (1 + e); };
const sigmoidDerivative = a => { const e = Math.exp(-Math.abs(a)); return e / ((1 + e) * (1 + e)); };
const logit = a => Math.abs(a - 0.5) < 0.25 ? Math.log1p((2 * a - 1) / (1 - a)) : Math.log(a / (1 - a));
const softplus = a => Math.abs(a) < Infinity ? Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))) : a > 0 ? a : a === a ? 0 : a;
const relu = a => a > 0 || a !== a ? a : 0;
const leakyRelu = a => a > 0 ? a : 0.01 * a;
const elu = a => a > 0 ? a : Math.expm1(a);
const softsign = a => Math.abs(a) === Infinity ? Math.sign(a) : a / (1 + Math.abs(a));
const silu = a => strongProduct(a, sigmoid(a));
const gelu = a => strongProduct(a, normcdf(a));

const sumOf = (...v) => v.reduce((s, x) => s + x, 0);
const sumSlopes = (r, ...v) => v.map(() => 1);
const meanOf = (...v) => sumOf(...v) / v.length;
const meanSlopes = (r, ...v) => v.map(() => 1 / v.length);
const productOf = (...v) => v.reduce((p, x) => p * x, 1);
const productSlopes = (r, ...v) => {
  const after = Array(v.length);
  v.reduceRight((p, x, i) => (after[i] = p, p * x), 1);
  let before = 1;
  return v.map((x, i) => { const s = strongProduct(before, after[i]); before *= x; return s; });
};
const extremeSlopes = (r, ...v) => { const ties = v.filter(x => x === r).length; return v.map(x => x === r ? 1 / ties : 0); };
const logsumexp = (...v) => {
  const m = Math.max(...v), i = v.indexOf(m);
  return Math.abs(m) < Infinity ? m + Math.log1p(v.reduce((s, x, j) => j === i ? s : s + Math.exp(x - m), 0)) : m;
};
const logsumexpSlopes = (r, ...v) => { const e = v.map(x => Math.exp(gap(x, r))), t = sumOf(...e); return e.map(x => x / t); };
const normSlope = (a, b) => Math.abs(a) === Infinity ? b !== b ? b : Math.sign(a) * (Math.abs(b) === Infinity ? Math.SQRT1_2 : 1) : strongQuotient(a, Math.hypot(a, b));
const hypotSlopes = (r, ...v) => v.map(x => strongQuotient(x, r));
