'use strict';
// D is the graph; P has the primitives: name: [value, slopes, whether there is no slope of the ordinary kind].
const N = D.nodes.map(([title, formula, op, args, box, whole], i) => ({i, title, formula, op, args, box, whole, users: []}));
for (const n of N) for (const a of new Set(n.args)) if (a >= 0) N[a].users.push(n.i);
const inputs = N.filter(n => !n.op).map(n => n.i), free = inputs.filter(i => !D.held[i]);
const operands = (n, v) => n.args.map(a => a < 0 ? D.constants[-1 - a] : v[a]);
const times = (a, b) => a === 0 || b === 0 ? 0 : a * b;

// The values of all nodes, and their slopes by their operands.
function evaluate(x) {
  const v = [];
  for (const n of N) v.push(!n.op ? x[n.i] : D.fixed[n.i] ? D.fixed[n.i][0] : P[n.op][0](...operands(n, v)));
  return v;
}
const slopes = v => N.map(n => !n.op ? [] : D.fixed[n.i] ? D.fixed[n.i][1] : P[n.op][1](v[n.i], ...operands(n, v)));
// Forward mode: one pass up from an input, in which every node makes its tangent of those of its operands.
function forward(s, seed) {
  const t = [];
  for (const n of N) t.push(n.op ? n.args.reduce((sum, a, j) => a < 0 ? sum : sum + times(s[n.i][j], t[a]), 0) : +(n.i === seed));
  return t;
}
// Reverse mode: one pass down from the root, in which every node hands its adjoint to its operands.
function reverse(s, count, hand) {
  const d = N.map(n => +(n.i === D.root));
  for (const n of N.filter(n => n.op).reverse().slice(0, count))
    n.args.forEach((a, j) => { if (a >= 0) { d[a] += times(d[n.i], s[n.i][j]); hand(n.i, a, j); } });
  return d;
}

// What is shown: inputs, values, slopes, adjoints, tangents, and how far a sweep has come that is looked at step by step.
let x = D.start.slice(), v, s, d, t, seed = inputs[0], mode = 'reverse', step = null, chosen = null, gradient, received;
const turns = () => { const o = N.filter(n => n.op).map(n => n.i); return mode === 'reverse' ? o.reverse() : o; };
const isAtStart = () => inputs.every(i => Object.is(x[i], D.start[i]));
// adrepl's own derivatives where it has computed them: it looks at both sides of a kink.
const derivative = i => { const own = D.gradient[inputs.indexOf(i)]; return own === null || isAtStart() ? own : gradient[i]; };
const isExceptional = n => n.op && !D.fixed[n.i] && P[n.op][2] ? P[n.op][2](v[n.i], ...operands(n, v)) : false;

function text(value, digits = 6) {
  if (value == null) return '–';
  if (!isFinite(value)) return value !== value ? 'nan' : value < 0 ? '-inf' : 'inf';
  const [mantissa, exponent] = (value && Math.abs(value) < 1e-4 ? value.toExponential(digits - 1) : value.toPrecision(digits)).split('e');
  return (mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa) + (exponent ? 'e' + +exponent : '');
}
const exact = value => isFinite(value) ? String(value).replace('e+', 'e') : text(value);
const factor = value => value < 0 ? `(${text(value)})` : text(value);
const $ = id => document.getElementById(id);
function html(tag, properties, ...content) {
  const e = Object.assign(document.createElement(tag), properties);
  e.append(...content);
  return e;
}
function svg(tag, attributes, ...content) {
  const e = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const name in attributes) e.setAttribute(name, attributes[name]);
  e.append(...content);
  return e;
}

// The drawing.
const lines = D.curves.map(([d, previous, reader, place, x, y]) => {
  const isEnd = reader != null, path = svg('path', {d, class: isEnd ? 'line end' : 'line'}), label = isEnd ? svg('text', {x: x - 10, y: y - 4, class: 'label'}) : null;
  $('lines').append(path, ...isEnd ? [label] : []);
  return {path, previous, reader, place, label};
});
for (const n of N) {
  const [x, y, width, height] = n.box;
  n.g = svg('g', {transform: `translate(${x} ${y})`, tabindex: 0, role: 'img', class: n.i === D.root ? 'root' : n.op ? '' : 'input'}, svg('rect', {width, height, rx: 6}));
  n.rows = ['title', 'formula', 'value', 'adjoint', 'tangent'].filter(row => n.op || row !== 'formula').map((row, k) => svg('text', {x: 10, y: 18 + 17 * k, class: row}));
  n.g.append(...n.rows);
  n.g.onfocus = n.g.onpointerenter = () => { chosen = n.i; explain(); };
  $('boxes').append(n.g);
}

// A slider and a field for each input, and whether forward mode starts there.
const fields = {};
let due = 0;
for (const i of inputs) {
  const name = N[i].title, start = html('input', {type: 'radio', name: 'seed', checked: i === seed, title: 'forward mode starts here', ariaLabel: `forward mode starts at ${name}`, onchange() { seed = i; show(); }});
  const row = html('div', {className: 'row'}, start, html('b', {}, html('bdi', {}, name)));
  if (D.held[i]) row.append(`${exact(x[i])}, without a slider: this page does not compute ${D.held[i]}`);
  else {
    const take = e => e.target.value && isFinite(e.target.value) ? set({[i]: +e.target.value}) : show();
    const ends = D.ranges[i].concat(x[i]).filter(isFinite), min = Math.min(...ends), max = Math.max(...ends);
    // A slider that is moved says so more often than there is something to be seen of it.
    const slide = e => { x[i] = +e.target.value; due ||= requestAnimationFrame(() => { due = 0; update(); }); };
    fields[i] = [html('input', {type: 'range', min, max, step: 'any', ariaLabel: name, oninput: slide, onchange: take}), html('input', {type: 'number', step: 'any', ariaLabel: `${name}, the number`, onchange: take})];
    row.append(...fields[i]);
  }
  $('inputs').append(row);
}

function set(changes) {
  Object.assign(x, changes);
  update();
  location.replace('#' + free.map(i => `${encodeURIComponent(N[i].title)}=${x[i]}`).join('&'));
}
function update() {
  v = evaluate(x);
  s = slopes(v);
  gradient = reverse(s, N.length, () => {});
  show();
  draw();
}
// A link is a state.
function read() {
  const changes = D.start.slice();
  for (const part of location.hash.slice(1).split('&')) {
    const [name, value] = part.split('='), i = free.find(i => encodeURIComponent(N[i].title) === name);
    if (i != null && value && isFinite(value)) changes[i] = +value;
  }
  if (free.some(i => !Object.is(changes[i], x[i]))) set(changes);
}

function show() {
  const order = turns(), now = step ? order[step - 1] : null, isReverse = mode === 'reverse', expected = N.map(() => 0);
  received = N.map(() => 0);
  for (const n of N) for (const a of n.args) if (a >= 0) expected[a]++;
  d = reverse(s, isReverse && step != null ? step : N.length, (i, a) => received[a]++);
  t = forward(s, seed);
  const isKnown = n => step == null || (isReverse ? n.i === D.root || received[n.i] : !n.op || order.indexOf(n.i) < step);
  const isOpen = i => isReverse && step != null && i !== D.root && received[i] < expected[i];
  const adjoint = (n, digits) => step != null && !isReverse ? '' : isKnown(n) ? text(d[n.i], digits) + (isOpen(n.i) ? '…' : '') : '?';
  const tangent = (n, digits) => step != null && isReverse ? '' : isKnown(n) ? text(t[n.i], digits) : '?';
  for (const n of N) {
    [n.adjoint, n.tangent] = [adjoint(n, 10), tangent(n, 10)];
    const signed = (sign, number) => number && sign + number;
    const rows = [n.title, n.formula, text(v[n.i]) + (isExceptional(n) ? ' ◇' : ''), signed('∂ ', adjoint(n, 5)), signed('˙ ', tangent(n, 5))];
    rows.filter((r, k) => n.op || k !== 1).forEach((r, k) => n.rows[k].textContent = r);
    n.g.classList.toggle('now', n.i === now);
    n.g.setAttribute('aria-label', `${n.title}${n.op ? ' = ' + n.formula : ''}, value ${text(v[n.i])}, adjoint ${n.adjoint || 'not shown'}, tangent ${n.tangent || 'not shown'}`);
  }
  for (const {path, label, reader, place} of lines) {
    path.classList.remove('now');
    if (label) label.textContent = text(s[reader][place], 3);
  }
  // Lines share pieces: from their ends back to where they begin.
  for (let line of lines.filter(l => now != null && l.reader === now)) for (; line; line = lines[line.previous]) line.path.classList.add('now');
  for (const i in fields) for (const field of fields[i]) if (field.value === '' || +field.value !== x[i]) field.value = isFinite(x[i]) ? x[i] : '';
  $('value').textContent = text(v[D.root], 10);
  const reached = i => isReverse ? (received[i] === expected[i] ? d[i] : null) : i === seed && step === order.length ? t[D.root] : null;
  for (const e of document.querySelectorAll('[data-by]')) e.textContent = text(step == null ? derivative(+e.dataset.by) : reached(+e.dataset.by), 10);
  $('say').replaceChildren(...sentences(order, now, received, expected).map(line => html('span', {}, line)));
  const kinks = N.filter(isExceptional).map(n => n.title).join(', ');
  const remarks = isAtStart() ? D.remarks : kinks ? [`◇ ${kinks}: a kink, a jump, a boundary or a vertical tangent. adrepl looks at both sides there, this page takes the mean of the slopes.`]
    : inputs.some(i => !isFinite(gradient[i])) ? ['Where numbers leave the range of doubles, or are not defined, adrepl knows more than this page.'] : [];
  $('remark').replaceChildren(...remarks.map(line => html('span', {}, line)));
  const cells = n => [n.title, n.whole || n.formula, text(v[n.i], 10), adjoint(n, 10), tangent(n, 10)];
  if ($('table').open) $('nodes').replaceChildren(...N.map(n => html('tr', {}, ...cells(n).map(c => html('td', {}, c)))));
  explain();
}

// What the step does, in words.
function sentences(order, now, received, expected) {
  if (step == null) return [`One pass up from ${N[seed].title} gives every tangent ˙, one pass down from ${D.name} every adjoint ∂.`];
  const head = `step ${step} of ${order.length}  `, isReverse = mode === 'reverse';
  if (!step) return [head + (isReverse ? `${D.name} has the adjoint 1; what is below it has received nothing.` : `${N[seed].title} has the tangent 1, other inputs 0.`)];
  const n = N[now], own = n.args.map((a, j) => [a, s[now][j]]).filter(([a]) => a >= 0);
  if (!isReverse) return [`${head}${n.title} = ${n.formula}: ${own.map(([a]) => `∂${n.title}/∂${N[a].title} × ${N[a].title}˙`).join(' + ')} = ${own.map(([a, slope]) => `${factor(slope)} × ${factor(t[a])}`).join(' + ')} = ${text(t[now])}`];
  return [`${head}${n.title} = ${n.formula} has the adjoint ${text(d[now])}; ${D.hands[n.op]}.`].concat([...new Set(n.args)].filter(a => a >= 0).map(a => {
    const products = own.filter(([b]) => b === a).map(([, slope]) => `${factor(d[now])} × ${factor(slope)}`).join(' + ');
    const state = received[a] < expected[a] ? `${received[a]} of ${expected[a]} contributions` : N[a].op ? 'complete' : `complete: ∂${D.name}/∂${N[a].title} = ${text(d[a])}`;
    return `${N[a].title} receives ${products}, in all ${text(d[a])}: ${state}`;
  }));
}

// What is known of the node that is looked at.
function explain() {
  if (chosen == null) return;
  // While a sweep is looked at, only what it has handed down so far.
  const n = N[chosen], done = step == null ? N.map(n => n.i) : mode === 'reverse' ? turns().slice(0, step) : [];
  const terms = n.users.filter(u => done.includes(u)).flatMap(u => N[u].args.map((a, j) => a === chosen ? `${factor(d[u])} × ${factor(s[u][j])} from ${N[u].title}` : '').filter(term => term));
  const facts = [
    ['is', n.op && (n.whole ? `${n.formula} = ${n.whole}` : n.formula)], ['value', exact(v[chosen])], ['adjoint', [...terms.length ? [terms.join(' + ')] : [], n.adjoint].join(' = ')],
    ['tangent', n.tangent], ['backprop', n.op && D.hands[n.op]], ['read by', n.users.map(u => N[u].title).join(', ')], ['held', D.fixed[chosen] && 'this page does not compute it: the numbers are adrepl\'s'],
  ];
  $('panel').className = '';
  $('panel').replaceChildren(html('h2', {}, n.title), html('dl', {}, ...facts.filter(f => f[1]).flatMap(([name, fact]) => [html('dt', {}, name), html('dd', {}, fact)])));
}

// The root against each input, with its tangent.
function draw() {
  const count = Math.max(20, Math.min(100, Math.floor(1e5 / N.length / free.length)));
  document.querySelectorAll('.curves svg').forEach((picture, position) => {
    const i = free[position];
    const ends = D.ranges[i].concat(x[i]).filter(isFinite), low = Math.min(...ends), high = Math.max(...ends);
    const points = Array.from({length: count + 1}, (_, k) => {
      const at = low * (1 - k / count) + high * (k / count), w = evaluate(Object.assign(x.slice(), {[i]: at}));
      return [at, w[D.root], forward(slopes(w), i)[D.root]];
    });
    // A pole is not to press the rest together.
    const known = points.map(p => p[1]).filter(isFinite).sort((a, b) => a - b), part = f => known[Math.floor((known.length - 1) * f)], room = 3 * (part(0.9) - part(0.1)), size = Math.min(1e308, Math.max(1, Math.abs(part(0))));
    const bottom = room > 1e-290 ? Math.max(part(0), part(0.1) - room) : Math.max(part(0) - size, -1.7e308), top = room > 1e-290 ? Math.min(part(1), part(0.9) + room) : Math.min(part(1) + size, 1.7e308);
    const X = a => (66 + 164 * ((a / 2 - low / 2) / (high / 2 - low / 2))).toFixed(1), Y = b => (10 + 110 * ((top / 2 - b / 2) / (top / 2 - bottom / 2))).toFixed(1);
    let path = '', last = null;
    for (const p of points) {
      const isInside = p[1] >= bottom && p[1] <= top;
      // Slopes decide what is joined.
      const isJoined = last && Math.abs(p[1] - last[1]) <= 3 * (p[0] - last[0]) * Math.max(Math.abs(p[2]), Math.abs(last[2])) + 0.02 * (top - bottom);
      if (isInside) path += `${isJoined ? 'L' : 'M'}${X(p[0])} ${Y(p[1])}`;
      last = isInside ? p : null;
    }
    const slope = derivative(i), y = v[D.root], parts = [svg('title', {}, `${D.name} against ${N[i].title}`), svg('path', {d: path || 'M0 0', class: 'curve'})];
    if (isFinite(x[i]) && isFinite(slope) && y >= bottom && y <= top) {
      const end = a => { const b = Math.max(bottom, Math.min(top, y + slope * (a - x[i]))); return `${X(slope ? x[i] + (b - y) / slope : a)} ${Y(b)}`; };
      parts.push(svg('path', {d: `M${end(low)}L${end(high)}`, class: 'slope'}), svg('circle', {cx: X(x[i]), cy: Y(y), r: 4}));
    }
    const word = (x, y, anchor, content) => parts.push(svg('text', {x, y, 'text-anchor': anchor}, content));
    word(66, 140, 'start', text(low, 4));
    word(148, 140, 'middle', N[i].title);
    word(230, 140, 'end', text(high, 4));
    if (known.length) word(62, 16, 'end', text(top, 4));
    if (known.length) word(62, 124, 'end', text(bottom, 4));
    else word(148, 70, 'middle', 'no finite value');
    picture.replaceChildren(...parts);
  });
}

// Buttons and keys.
function go(change) {
  step = Math.max(0, Math.min(turns().length, step + change));
  show();
  if (step) reveal(N[turns()[step - 1]]);
}
// Brings a node into the drawing's window, and leaves the page where it is.
function reveal(n) {
  const area = $('area').getBoundingClientRect(), box = n.g.getBoundingClientRect();
  $('area').scrollLeft += Math.max(0, box.right + 20 - area.right) + Math.min(0, box.left - 20 - area.left);
  $('area').scrollTop += Math.max(0, box.bottom + 20 - area.bottom) + Math.min(0, box.top - 20 - area.top);
}
function sweep(next) {
  mode = next;
  step = 0;
  show();
  $('next').focus();
}
function copy(what, value) {
  const area = html('textarea', {value});
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
  $('say').textContent = `${what} copied`;
}
const actions = {
  reset: () => set(D.start.slice()), reverse: () => sweep('reverse'), forward: () => sweep('forward'), back: () => go(-1), next: () => go(1), all: () => { step = null; show(); },
  latex: () => copy('LaTeX', D.latex), typst: () => copy('Typst', D.typst), print: () => print(),
  rows: () => { $('table').open = true; show(); copy('table', [...document.querySelectorAll('tr')].map(r => [...r.cells].map(c => c.textContent).join('\t')).join('\n')); },
};
for (const name in actions) if ($(name)) $(name).onclick = actions[name];
$('table').ontoggle = show;
onkeydown = e => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.type === 'number') return;
  const n = N.find(n => n.g === e.target), column = n ? N.filter(m => m.box[0] === n.box[0]).sort((a, b) => a.box[1] - b.box[1]) : [];
  const next = n && {ArrowLeft: N[n.args.find(a => a >= 0)], ArrowRight: N[n.users[0]], ArrowUp: column[column.indexOf(n) - 1], ArrowDown: column[column.indexOf(n) + 1]}[e.key];
  const action = {' ': /BUTTON|SUMMARY/.test(e.target.tagName) || e.target.type === 'radio' ? null : actions.next, b: actions.back, a: actions.all, r: actions.reset, '?': () => $('help').open = !$('help').open}[e.key];
  if (next) next.g.focus();
  else if (action) action();
  else return;
  e.preventDefault();
};
onhashchange = read;
update();
read();
reveal(N[D.root]);
