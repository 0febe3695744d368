/// Functions of other tools.
extension ForeignWord {
  static let functions: [Row] = [
    // Trigonometry.
    ("arcsin arcsine", "asin(…)", nil), ("arccos arccosine", "acos(…)", nil),
    ("arctan arctg arctangent", "atan(…)", nil), ("arctan2 angle", "atan2(y, x)", nil),
    ("arcsinh arsinh asinhyp", "asinh(…)", nil), ("arccosh arcosh", "acosh(…)", nil),
    ("arctanh artanh", "atanh(…)", nil),
    ("cosech", "csch(…)", nil), ("cosec", "csc(…)", nil), ("cotan cotg ctg ctan", "cot(…)", nil),
    ("tg", "tan(…)", nil),
    ("sh", "sinh(…)", nil), ("ch", "cosh(…)", nil), ("th", "tanh(…)", nil),
    ("arcsec", "asec(…)", nil), ("arccsc", "acsc(…)", nil), ("arccot arcctg", "acot(…)", nil),
    ("arsech arcsech", "asech(…)", nil), ("arcsch arccsch", "acsch(…)", nil),
    ("arcoth arccoth", "acoth(…)", nil),
    ("sind", "sin(…*pi/180)", degrees), ("cosd", "cos(…*pi/180)", degrees),
    ("tand", "tan(…*pi/180)", degrees), ("asind", "asin(…)*180/pi", degrees),
    ("acosd", "acos(…)*180/pi", degrees), ("atand", "atan(…)*180/pi", degrees),
    ("deg2rad radians", "rad(…)", nil), ("rad2deg degrees", "deg(…)", nil),

    // Exponentials and powers.
    ("lg", "log10(…) or log2(…)", "the base is 10 to some and 2 to others"),
    ("ld lb logtwo", "log2(…)", nil), ("logn loge", "log(…)", nil), ("logten", "log10(…)", nil),
    ("exp10 pow10", "10^…", nil), ("pow2", "2^…", nil), ("power", "pow(a, b)", nil),
    ("sqr square", "…^2", nil), ("cube", "…^3", nil), ("reciprocal", "1/…", nil),
    ("root nthroot surd", "x^(1/n)", nil), ("rsqrt", "1/sqrt(…)", nil), ("curt cuberoot", "cbrt(…)", nil),

    // Rounding and pieces.
    ("fabs absolute", "abs(…)", nil), ("sgn signum", "sign(…)", nil), ("ceiling", "ceil(…)", nil),
    ("int integer fix", "trunc(…)", nil), ("rint nint", "round(…)", nil), ("frac", "… - floor(…)", nil),
    ("fmod", "rem(a, b)", nil), ("remainder modulo", "mod(a, b)", nil), ("clip limitto", "clamp(…)", nil),
    ("heaviside step unitstep", "if(… > 0, 1, 0)", nil), ("relu6", "clamp(…, 0, 6)", nil),
    ("ifelse iif cond ternary choose_if piecewise", "if(c, a, b)", nil),
    ("isnan", "x != x", nil), ("xor", "(a != 0) != (b != 0)", nil),

    // Statistics and special functions.
    ("avg average", "mean(…)", nil), ("total", "sum(…)", nil), ("product", "prod(…)", nil),
    ("variance", "var(…)", nil), ("sd stddev", "std(…)", nil),
    ("fact", "factorial(…)", nil), ("tgamma", "gamma(…)", nil), ("rgamma", "1/gamma(…)", nil),
    ("poch pochhammer", "gamma(a + n)/gamma(a)", nil),
    ("gammaln lngamma loggamma lgam logabsgamma", "lgamma(…)", nil), ("psi", "digamma(…)", nil),
    ("betaln lnbeta logbeta", "lbeta(…)", nil),
    ("ncr binomial binom comb nchoosek choose", "nCr(n, k)", nil),
    ("npr perm permutations", "n!/(n - k)!", nil),
    ("N phi ncdf pnorm cnorm norm_cdf", "normcdf(…)", nil), ("npdf dnorm", "normpdf(…)", nil),
    ("qnorm norminv probit ndtri", "sqrt(2)*erfinv(2*… - 1)", nil), ("erfinverse inverf", "erfinv(…)", nil),
    ("erfcinv", "erfinv(1 - …)", nil), ("ndtr", "normcdf(…)", nil),
    ("expi expinti expintegralei", "Ei(…)", nil), ("exp1 E1 e1 expn expintegrale", "expint(…)", nil),
    ("sinint sinintegral sici", "Si(…)", "the cosine integral is Ci(…)"),
    ("cosint cosintegral", "Ci(…)", nil),
    ("logint logintegral", "li(…)", nil),
    ("elliptick", "ellipk(m)", "the parameter is m = k^2"),
    ("elliptice", "ellipe(m)", "the parameter is m = k^2"),
    ("productlog lambert_w lambert_w0 lambert", "lambertw(…)", "the other branch is lambertw(x, -1)"),
    ("spence", "polylog2(1 - …)", nil), ("dilog dilogarithm polylog li2", "polylog2(…)", nil),
    ("zetac", "zeta(…) - 1", nil),
    ("fresnel fresnels fresnelc", nil, "Fresnel's integrals are not there"),
    ("logistic expit sigm", "sigmoid(…)", nil), ("lrelu leakyrelu", "leaky_relu(…)", nil),
    ("lse", "logsumexp(…)", nil),
    ("random uniform", "rand(…)", nil), ("normal", "randn(…)", nil),

    // Derivatives and what else takes a formula apart.
    ("d D derivative deriv derive differentiate", "diff(…, x)", "f'(a) is the derivative of a function at a"),
    ("grad gradient", "diff(…, x)", "':grad' shows all derivatives, diff(…, x) is one of them"),
    ("stop_gradient stopgradient no_grad stopgrad constant", "detach(…)", nil),
    ("integrate integral quad", nil, "there are no integrals yet"),
    ("limit lim", ":limit sin(x)/x x -> 0", "limits are asked for by a command"),
    (
      "solve fsolve root_of fzero nsolve findroot", "x - f(x)/f'(x)",
      "nothing solves equations yet; this is a step of Newton's method"
    ),
    ("simplify expand factorize", nil, "derivatives are simplified by themselves"),
    ("print println printf disp display echo show puts cout", nil, "a formula alone is shown"),
    ("range arange", "1..n", "a list of numbers is written with two dots"),
    ("list array vector matrix tensor tuple", "[1, 2, 3]", "arrays are written in brackets"),
    ("len size numel", "length", nil),
    ("dot matmul mm inner", "u @ v", "products of arrays are written with @"),
    ("transpose", "A.T", nil),
    (
      "inv inverse det logdet cholesky eig eigvals eigvecs svd svdvals lstsq", nil,
      "linear algebra that takes a matrix apart is not there yet"
    ),
    ("float double real number", nil, "all numbers are of one kind"),
    ("complex re im conj", nil, "there are no complex numbers"),
  ]

  private static let degrees = "angles are in radians"

}
