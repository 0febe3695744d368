// Written by exceptional.py, which says what it is. Not to be edited.

let exceptionalFormulas = """
  3 ; sqrt(2) / x ; 0 ; -inf -inf -inf ; inf -inf inf
  4 ; (1 / (1 / log(x)))^(-2) * ((-1) + log2(x)) ; 0 ; nan nan nan ; ? -inf inf
  6 ; (sin(x - 0.5) - (x - 0.5))^(-0.5) ; 0.5 ; inf inf inf ; nan nan nan
  7 ; x / abs(x) + abs(x) ; 0 ; -1 -1 0 ; 1 1 0
  8 ; if(log(x) + erf(x) <= x, (x^x * x)^4, log2(gamma(x) + log(x))) ; 0 ; nan nan nan ; 0 0 0
  9 ; mod(x * x, acos(x + 1)) - (x + 1 - sqrt(x + 1)) ; -1 ; nan nan nan ; 1 inf -inf
  13 ; softsign(leaky_relu(min(floor(x), 1))) ; 0 ; -0.009900990099009901 0 0 ; 0 0 0
  14 ; (cbrt(x) + x) * (1 / log(x) * (1 + x)^(1 / x)) ; 0 ; nan nan nan ; 0 -inf inf
  15 ; abs(log(x)) ; 0 ; nan nan nan ; inf -inf inf
  21 ; softplus(if(x >= x, x + cos(x), x / x) - cot(x / (x - 1))) ; 0 ; 0 0 0 ; inf -inf inf
  24 ; 0.5 / if(x - 1 >= 0, x - 1, 1) - -(x - 1) ; 1 ; 0.5 1 0 ; inf -inf inf
  27 ; -(hypot(x + 1, x + 1) / log(x + 1) + (x + 1)^3) ; -1 ; nan nan nan ; 0 ? inf
  28 ; softsign(sin(x) / -x) ; 0 ; -0.5 0 0.08333333333333333 ; -0.5 0 0.08333333333333333
  29 ; (sqrt(1 + (x - 2)) - 1) / (x - 2)^2 ; 2 ; -inf -inf -inf ; inf -inf inf
  32 ; logsumexp(x, sqrt(1 + x) - 1) / (sin(x) - x) ; 0 ; inf inf inf ; -inf inf -inf
  34 ; log(atan2(relu(x - 2) + exp(1 / (x - 2)), 2 + (x - 1))) ; 2 ; -inf -inf -inf ; 0.4515827052894549 0 0
  36 ; if(x > 3, cos(x), 1 / log(x)) ; 0 ; nan nan nan ; ? -inf inf
  37 ; logaddexp(hypot(x - 0.5, x - 0.5), sqrt(x - 0.5)) ; 0.5 ; nan nan nan ; 0.6931471805599453 inf -inf
  40 ; 0.5 / (exp(x + 1) - 1) ; -1 ; -inf -inf -inf ; inf -inf inf
  42 ; log1p(sqrt(x)) ; 0 ; nan nan nan ; 0 inf -inf
  43 ; leaky_relu(-(x / cos(x))) ; 0 ; 0 -1 0 ; 0 -0.01 0
  44 ; sqrt(log(x)) - gamma(x - 1) ; 1 ; nan nan nan ; -inf inf -inf
  45 ; (expm1(if(sin(x) != x, x, log(abs(x)))) + 0)^2.1 ; 0 ; nan nan nan ; 0 0 ?
  48 ; atanh(sqrt(x - 2) * (sqrt(1 + (x - 2)) - 1)) / 2 ; 2 ; nan nan nan ; 0 0 inf
  50 ; sec((x - 1) * sqrt(x + 1)) - pi ; -1 ; nan nan nan ; -2.141592653589793 2 2.6666666666666665
  51 ; log2(x) - normcdf(tanh(1 / x)) ; 0 ; nan nan nan ; -inf inf -inf
  54 ; asinh(logsumexp(log10(x) * ((x - abs(x)) / tanh(relu(x))), log(3))) ; 0 ; nan nan nan ; 1.1299899020951025 0 0
  55 ; (x + pi) / exp((-1) / (x * x)) ; 0 ; inf inf inf ; inf -inf inf
  56 ; (x - 1) * x ; 0 ; 0 -1 2 ; 0 -1 2
  57 ; cbrt(if(x > 0.1, -x, hypot(x, x)) * log(3)) ; 0 ; 0 -inf -inf ; 0 inf -inf
  58 ; if(exp(x - 0.5) - 1 <= x - 0.5, 0, 0.1) / if(x - 0.5 >= 0, x, 4) ; 0.5 ; 0.025 0 0 ; 0.2 -0.4 1.6
  60 ; log2(0.5 * if(x >= 0, 0.5, x)) ; 0 ; nan nan nan ; -2 0 0
  62 ; min(x - 0.5, -(x - 0.5)) - -(x - 0.5) ; 0.5 ; 0 2 0 ; 0 0 0
  64 ; cosh((x + 1)^0.3333333333333333) ; -1 ; nan nan nan ; 1 inf -inf
  65 ; sec(1 - x)^1.5 - cbrt(log(x))^(-1) ; 1 ; inf inf inf ; -inf inf -inf
  69 ; floor(x) ; 0 ; -1 0 0 ; 0 0 0
  72 ; 0.5 / sec(relu(x)) ; 0 ; 0.5 0 0 ; 0.5 0 -0.5
  76 ; -((x^2 * gamma(x) - x^0.5) * max(cos(x), round(x * x))) ; 0 ; nan nan nan ; 0 inf -inf
  78 ; x / relu(x) ; 0 ; nan nan nan ; 1 0 0
  84 ; abs(1 + (x + 1)) ; -1 ; 1 1 0 ; 1 1 0
  85 ; abs(x) / x - x ; 0 ; -1 -1 0 ; 1 -1 0
  87 ; logaddexp(2 * gamma(x), 3) ; 0 ; 3 0 0 ; inf -inf inf
  90 ; (abs(x) / x)^2.5 ; 0 ; nan nan nan ; 1 0 0
  91 ; if(1 - cos(x) != 4, hypot(x, x)^x, pi) ; 0 ; 1 -inf -inf ; 1 -inf inf
  92 ; round(asinh(x - 1 + -(x - 1))) ; 1 ; 0 0 0 ; 0 0 0
  93 ; max(x - 1 - 0.1 - 0.5, digamma(x + 1 - sqrt(x + 1))) ; -1 ; nan nan nan ; inf -inf inf
  94 ; cos(x - 2) * (x - 2 + 1 / log(x - 2)) ; 2 ; nan nan nan ; ? -inf inf
  101 ; logaddexp(logsumexp(sqrt(1 + (x - 0.5)) - 1, (x - 0.5)^(x - 0.5)), logsumexp(x, x)) ; 0.5 ; nan nan nan ; 1.9481539683602134 -inf inf
  103 ; digamma(sinh(tanh(1 / (x + 1)))) ; -1 ; 5.649333155071319 0 0 ; -0.32093223276048993 0 0
  104 ; log(relu(x) + 1) ; 0 ; 0 0 0 ; 0 1 -1
  105 ; round(-(-(x - 0.5) / relu(x - 0.5))) ; 0.5 ; nan nan nan ; 1 0 0
  108 ; atan2(x, x) ; 0 ; -2.356194490192345 0 0 ; 0.7853981633974483 0 0
  110 ; (x - 1) / abs(x - 1) / (x - 1) ; 1 ; inf inf inf ; inf -inf inf
  112 ; tanh(elu(gamma(x + 1) / (1 - cos(x + 1)))) ; -1 ; -0.7615941559557649 0 0 ; 1 0 0
  113 ; max(exp(1 / x), x * log(x)) * x^2 / pi ; 0 ; nan nan nan ; inf -inf inf
  115 ; erfc(pi / x) ; 0 ; 2 0 0 ; 0 0 0
  117 ; normcdf(cbrt(x)) * clamp(1 - cos(x), -1, 1) ; 0 ; 0 0 0.49999999999999994 ; 0 0 0.5000000000000001
  118 ; ((1 + x)^(1 / x) + x + sqrt(x)) * min(pi, x * if(x >= 0, x, x)) ; 0 ; nan nan nan ; 0 0 5.43656365691809
  120 ; atan((x - 2) * (x - 2)) / exp((-1) / ((x - 2) * (x - 2))) ; 2 ; inf inf inf ; inf -inf inf
  123 ; ((exp(x) - 1) * 0.1 + x / tanh(1 / x)) * (exp(1 / x) * log(abs(x)) + x / (sqrt(1 + x) - 1)) ; 0 ; 0 -1.8 -0.7 ; -inf inf -inf
  124 ; hypot(x, x) + exp(1 / x) ; 0 ; 0 -1.4142135623730951 0 ; inf -inf inf
  125 ; digamma(relu(x) / x) ; 0 ; nan nan nan ; -0.5772156649015329 0 0
  126 ; atan(1 / (x - 0.5)) ; 0.5 ; -1.5707963267948966 -1 0 ; 1.5707963267948966 -1 0
  128 ; relu(((x - 1) / x / (0.1 / (sin(x) - x)))^(sin(x) * x)) ; 0 ; 1 0 -inf ; 1 0 -inf
  129 ; -sec(x) / (gamma(sign(x - 0.5)) / (1 - cos(x - 0.5))) ; 0.5 ; nan nan nan ; 0 0 -1.139493927324549
  131 ; ceil(sqrt(x) + (x - 1) + if(x^x != x, log(3), x)) ; 0 ; nan nan nan ; 1 0 0
  132 ; min(floor(x), log(abs(x - 1))) - erf(x - 1) ; 1 ; -inf -inf -inf ; -inf inf -inf
  133 ; 0^(0.1 * -(x + 1)) ; -1 ; 0 0 0 ; nan nan nan
  134 ; normcdf(min(1 + (x + 1), gamma(x + 1))) ; -1 ; 0 0 0 ; 0.8413447460685429 0.24197072451914334 -0.24197072451914334
  135 ; ((log(abs(x)) - x) * min(x, if(x > 0, 2, x)))^(abs(x) * 0.1) ; 0 ; 1 ? inf ; nan nan nan
  136 ; asin(elu(abs(x - 0.5))^2) ; 0.5 ; 0 0 2 ; 0 0 2
  137 ; erf(x) * erf(x) - tanh(1 / x) * relu(x) ; 0 ; 0 0 2.5464790894703255 ; 0 -1 2.5464790894703255
  138 ; (cos((1 + x)^(1 / x)) * (1 / sin(x)) * (elu(x * x) - 0.5))^2 ; 0 ; inf inf inf ; inf -inf inf
  139 ; normcdf(csc(relu(x)) * log10(x)) ; 0 ; nan nan nan ; 0 0 0
  140 ; 3 / gamma(x) ; 0 ; 0 3 3.463293989409197 ; 0 3 3.463293989409197
  143 ; sin(x) - abs(x) ; 0 ; 0 2 0 ; 0 0 0
  144 ; 2^(x + 1) ; -1 ; 1 0.6931471805599453 0.48045301391820144 ; 1 0.6931471805599453 0.48045301391820144
  148 ; atan2(x, x - 1) ; 1 ; 1.5707963267948966 -1 2 ; 1.5707963267948966 -1 2
  149 ; x^(-2) - x ; 0 ; inf inf inf ; inf -inf inf
  150 ; (4 - x^2.5) * leaky_relu(sin(exp(x) - 1) + (x - exp(1 / x))) ; 0 ; nan nan nan ; -inf inf -inf
  152 ; sigmoid(log(x)^(-0.5)) - atan(x - 1) ; 1 ; nan nan nan ; 1 -1 0
  153 ; log(3) / exp((-1) / ((x + 1) * (x + 1))) ; -1 ; inf inf inf ; inf -inf inf
  154 ; acos(atan2(x, x) * x^2.5)^0.1 ; 0 ; nan nan nan ; 1.0461934283933567 0 0
  155 ; if(tanh(x - 0.5) >= x, sqrt(2) + erf(1 / (x - 0.5)), log((x - 0.5) / x)) ; 0.5 ; nan nan nan ; -inf inf -inf
  156 ; max(leaky_relu(min(x + 1, relu(x + 1)) - (exp(x + 1) - 1)), pi) ; -1 ; 3.141592653589793 0 0 ; 3.141592653589793 0 0
  160 ; cos(x)^(1 / log(x)) / (sin(x) - x * log(x)) / cos(max(x * log(x), x)) ; 0 ; nan nan nan ; inf -inf inf
  161 ; log(xlogy(sin(x - 2) - (x - 2), x - 2)) ; 2 ; nan nan nan ; -inf inf -inf
  162 ; tanh(x^2.5) ; 0 ; nan nan nan ; 0 0 0
  164 ; if(sin(x)^4 > x, max(cbrt(x) * x, 0), sec(x^2 / cbrt(x))) ; 0 ; 0 0 inf ; 1 0 0
  165 ; if(x^x >= 0.1, -1, x) ; 0 ; nan nan nan ; -1 0 0
  168 ; exp(logaddexp(x, gamma(x))) - atan2(abs(x) / x, -x) ; 0 ; 2.5707963267948966 2 1 ; inf -inf inf
  170 ; ((1 + x)^(1 / x) + (sqrt(1 + x) - 1)) / (1 - cos(x)) - if(1 / x == x, x, log(3)) ; 0 ; inf inf inf ; inf -inf inf
  172 ; cosh(exp(x) - 1) * (x / sqrt(x)) ; 0 ; nan nan nan ; 0 inf -inf
  173 ; atanh(log1p(relu(x) / x / if(x >= 0, -1, x) / (abs(x) * (sqrt(1 + x) - 1) + 0))) ; 0 ; 0 0 0 ; nan nan nan
  179 ; sign(x) ; 0 ; -1 0 0 ; 1 0 0
  180 ; sigmoid(sqrt(1 + x) - 1) ; 0 ; 0.5 0.125 -0.0625 ; 0.5 0.125 -0.0625
  181 ; log(x - 0.5) * (-1) ; 0.5 ; nan nan nan ; inf -inf inf
  182 ; (sqrt(1 + (x + 1)) - 1) / x * x * elu(floor(x)) ; -1 ; 0 -0.43233235838169365 0.21616617919084682 ; 0 -0.31606027941427883 0.15803013970713942
  183 ; sqrt(x^x) ; 0 ; nan nan nan ; 1 -inf inf
  184 ; tanh(1 / x) / log(3) ; 0 ; -0.9102392266268373 0 0 ; 0.9102392266268373 0 0
  188 ; max(4 * cbrt(x) * x, lgamma(log(abs(x)) + 3)) ; 0 ; 0 0 inf ; 0 0 inf
  189 ; floor(x) * sqrt(x + 1) * erf(x + 1) / ((x + 1) / exp(1 / (x + 1)) / (1 - cos(x + 1))) ; -1 ; nan nan nan ; -inf inf -inf
  190 ; cot(sqrt(2) * x) ; 0 ; -inf -inf -inf ; inf -inf inf
  191 ; sin(if(x - 1 > 0, x, 3) / pi) + elu(tan(1 - cos(1 - x))) ; 1 ; 0.8162731085894214 0 1 ; 0.3129617962077866 0.30231981676439595 0.968290340373395
  196 ; digamma(1 / log(x) - cos(x)) ; 0 ; nan nan nan ; inf -inf inf
  197 ; x - 2 + sqrt(x - 2) ; 2 ; nan nan nan ; 0 inf -inf
  200 ; cbrt(0.5 * (exp(x) - 1)) ; 0 ; 0 inf inf ; 0 inf -inf
  203 ; digamma(x) ; 0 ; inf inf inf ; -inf inf -inf
  204 ; max(tanh(1 / (x - 1)), exp((-1) / ((x - 1) * (x - 1)))) ; 1 ; 0 0 0 ; 1 0 0
  205 ; erfc(atan(log(if(sign(log(x)) == pi, -if(x - 1 == 0, x, 0), max((x - 1)^(x - 1), floor(x)))))) ; 1 ; nan nan nan ; 1 0 0
  206 ; sign(x) / x ; 0 ; inf inf inf ; inf -inf inf
  208 ; x / 4 / x^x ; 0 ; nan nan nan ; 0 0.25 inf
  209 ; 1 / (x - 2) / (x - 2)^(x - 2) ; 2 ; nan nan nan ; inf -inf inf
  211 ; cbrt(sigmoid(sign(x - 0.5)) / (1 / (x - 0.5))) ; 0.5 ; 0 inf inf ; 0 inf -inf
  212 ; sign(log(x) * log(log(x))) ; 1 ; nan nan nan ; -1 0 0
  213 ; (normcdf(abs(x) / x) - pi) * max(0, floor(x)) + cos(x * x * x) / lgamma(x * log(x)) ; 0 ; nan nan nan ; ? inf -inf
  216 ; asinh(x + log(abs(x))) ; 0 ; ? -inf -inf ; ? inf -inf
  218 ; (sqrt(2) - x^2) / log(x) ; 0 ; nan nan nan ; ? -inf inf
  219 ; x * log(x) / (sin(x) - x) ; 0 ; nan nan nan ; inf -inf inf
  220 ; (x - gamma(x))^0.3333333333333333 ; 0 ; inf inf inf ; nan nan nan
  221 ; log2(tanh(x^sqrt(x))) * log(csc(softplus(x))) ; 0 ; nan nan nan ; -0.17598694673014417 -inf inf
  224 ; if((1 + x)^(1 / x) < x, x, sign(x))^x ; 0 ; nan nan nan ; 1 0 0
  225 ; digamma(exp(relu(x))) ; 0 ; -0.5772156649015329 0 0 ; -0.5772156649015329 1.6449340668482264 -0.7591797394709622
  227 ; tanh(x - 1 + (x - 1)^0.6666666666666666) - log(x)^2.5 ; 1 ; nan nan nan ; 0 inf -inf
  228 ; -ceil((1 + (x - 0.5))^(1 / (x - 0.5))) ; 0.5 ; -3 0 0 ; -3 0 0
  229 ; x^(-2) / (1 / (x - 2))^0.6666666666666666 ; 2 ; nan nan nan ; 0 inf -inf
  232 ; x + 1 / log(x) ; 0 ; nan nan nan ; ? -inf inf
  233 ; asinh(ceil(x)) ; 0 ; 0 0 0 ; 0.881373587019543 0 0
  238 ; (-x)^0.5 ; 0 ; 0 -inf -inf ; nan nan nan
  239 ; leaky_relu(x * hypot(x, x)) ; 0 ; 0 0 -0.0282842712474619 ; 0 0 2.8284271247461903
  242 ; x^x ; 0 ; nan nan nan ; 1 -inf inf
  245 ; log10(lgamma(x)) ; 1 ; -inf -inf -inf ; nan nan nan
  246 ; floor(softsign(sec(max(3, x * log(x))))) ; 0 ; nan nan nan ; -1 0 0
  251 ; lgamma((atan2(sqrt(1 + (x + 1)) - 1, x)^0.1)^0.5) ; -1 ; nan nan nan ; -0.031226455713137716 0.0040807932806757935 0.00684568286532317
  252 ; -relu(x - 0.5) ; 0.5 ; 0 0 0 ; 0 -1 0
  254 ; sin(hypot(x, x) * 1) * (4 / log(x)) ; 0 ; nan nan nan ; 0 ? -inf
  257 ; expm1(1 / x / -x + atan(x)) / (x * x + round(x)) ; 0 ; -inf -inf -inf ; -inf inf -inf
  258 ; atan2(if(x >= 0, x, x) / floor(x), if(x <= 3, cos(x), x)) ; 0 ; 0 -1 0 ; nan nan nan
  259 ; x^x ; 0 ; nan nan nan ; 1 -inf inf
  261 ; log(abs(x - 1)) + x ; 1 ; -inf -inf -inf ; -inf inf -inf
  266 ; x^0.5 ; 0 ; nan nan nan ; 0 inf -inf
  269 ; xlogy(x^2, sqrt(1 + x) - 1) ; 0 ; nan nan nan ; 0 0 -inf
  270 ; digamma(cbrt(relu(sin(x) - x))) ; 0 ; -inf -inf -inf ; nan nan nan
  272 ; 0.5 / x * max((x + 1)^(x + 1), x + 1) ; -1 ; nan nan nan ; -0.5 inf -inf
  273 ; relu(abs(x)) / asinh(x) ; 0 ; -1 0 -0.3333333333333333 ; 1 0 0.3333333333333333
  275 ; tan(relu(x) * cos(x)) ; 0 ; 0 0 0 ; 0 1 0
  276 ; if(x >= 0, x, x) * x^(-2) ; 0 ; -inf -inf -inf ; inf -inf inf
  277 ; (sin(x) - x) / (sqrt(1 + x) - 1) + exp(1 / x) ; 0 ; 0 0 -0.6666666666666666 ; inf -inf inf
  279 ; sign((-log(x) * (sin(x - 1) - (x - 1)))^((1 - x) * log(1 - x))) ; 1 ; 1 0 0 ; nan nan nan
  280 ; log(3) * (1 - cos(x)) * if(x > x, hypot(sin(x), 1 + x), log2(1 - cos(x))) ; 0 ; 0 0 -inf ; 0 0 -inf
  281 ; (x^(-1) + sqrt(2))^0.5 * (sqrt(2) * x) ; 0 ; nan nan nan ; 0 inf -inf
  284 ; x * x / (abs(x) / x) * (asinh(x) / x) ; 0 ; 0 0 -2 ; 0 0 2
  285 ; (0.5 * (sin(x - 0.5) - (x - 0.5)))^2 / erfc((x - 0.5)^(x - 0.5)) ; 0.5 ; nan nan nan ; 0 0 0
  287 ; x - 2 + relu(x - 2) ; 2 ; 0 1 0 ; 0 2 0
  288 ; asinh(cbrt((exp((-1) / (x * x))^2)^(-1))^(-1)) ; 0 ; 0 0 0 ; 0 0 0
  289 ; 4 + x^(-2) ; 0 ; inf inf inf ; inf -inf inf
  290 ; xlogy(0.1 * cbrt(x - 2) - 0.1 * x, 0.5 / relu(x - 2) * (x + exp((-1) / ((x - 2) * (x - 2))))) ; 2 ; nan nan nan ; ? inf -inf
  291 ; cbrt(x + 1) / ((x + 1) * (x + 1)) ; -1 ; -inf -inf -inf ; inf -inf inf
  303 ; if(log(abs(x)) <= x, if(abs(x) <= x, x, cbrt(x)), relu(if(x == 0, 0, 1))) ; 0 ; 0 inf inf ; 0 1 0
  304 ; (x^0.6666666666666666)^1 ; 0 ; nan nan nan ; 0 inf -inf
  305 ; sin(sigmoid(4 * x^(-1))) ; 0 ; 0 0 0 ; 0.8414709848078965 0 0
  306 ; sqrt(2) / x / (log(abs(x - 1)) / (x - 1)) ; 1 ; 0 ? inf ; 0 ? -inf
  308 ; if(sqrt(1 + x) - 1 > x, 0.1^(-x), ceil(1 - cos(x))) ; 0 ; 1 2.3025850929940455 5.3018981104783975 ; 1 0 0
  309 ; log(3) - ceil((1 - cos(x)) * (sqrt(1 + x) - 1)) ; 0 ; 1.0986122886681098 0 0 ; 0.09861228866810978 0 0
  312 ; max(-1, x) / 0.5 - (x + log10(sqrt(x))) - exp(1 / x) * (x / x) ; 0 ; nan nan nan ; -inf inf -inf
  313 ; if((x - 0.5)^0.3333333333333333 >= 1, sign(x - 0.5) + erf(x - 0.5), x + tanh(1 / (x - 0.5))) ; 0.5 ; nan nan nan ; 1.5 1 0
  314 ; sqrt(2) + sin(abs(x) / x * (sqrt(x) / log(3)) - 4) ; 0 ; nan nan nan ; 2.1710160576810233 -inf inf
  315 ; normcdf(0.5 - (x - 1)^(-0.5)) * sign(abs(x - 1) / sqrt(x - 1) / ((x - 1) / (x - 1)^(x - 1))) ; 1 ; nan nan nan ; 0 0 0
  316 ; sqrt(x) ; 0 ; nan nan nan ; 0 inf -inf
  317 ; sinh(log(x + 1)) ; -1 ; nan nan nan ; -inf inf -inf
  320 ; abs(x + 1)^1 ; -1 ; 0 -1 0 ; 0 1 0
  321 ; -(if(cos(x) == x, sqrt(1 + x) - 1, 1) / 3) / (cot(x) * atanh(hypot(x, x) * x)) ; 0 ; -inf -inf -inf ; -inf inf -inf
  322 ; log(x)^log(x) / (1 - x) * ((x - 1) * 2) ; 1 ; nan nan nan ; -2 inf -inf
  325 ; floor(cbrt(x - 2) - abs(x - 2)) ; 2 ; -1 0 0 ; 0 0 0
  326 ; atanh(if(4 <= 0, x, floor(x)))^3 * (logsumexp(sqrt(2), 1 + x) * (x * cbrt(x) / erf(x)) / elu(expm1(sin(1 - cos(x))))) ; 0 ; nan nan nan ; 0 0 0
  329 ; log(max((1 + (x + 1))^(1 / (x + 1)), sqrt(x + 1)) - (exp(x + 1) - 1)) ; -1 ; nan nan nan ; 1 -0.8678794411714423 -0.20442749891283066
  330 ; atan2(tanh(1 / (x - 0.5)), x) ; 0.5 ; -1.1071487177940904 0.8 -0.64 ; 1.1071487177940904 -0.8 0.64
  331 ; tanh(1 / x) * pi / sigmoid(cos(x)) ; 0 ; -4.297320003380714 0 -1.1557273497909217 ; 4.297320003380714 0 1.1557273497909217
  332 ; cosh(log1p(x^2 + sign(x)) - asinh(x)) ; 0 ; inf inf inf ; 1.25 -0.75 2
  336 ; sqrt(2) * x ; 0 ; 0 1.4142135623730951 0 ; 0 1.4142135623730951 0
  339 ; floor(x)^2 ; 0 ; 1 0 0 ; 0 0 0
  340 ; if((1 - x)^(1 - x) == sqrt(2), sign(1 - x), x - 1) ; 1 ; 0 1 0 ; nan nan nan
  343 ; elu(tanh((x - floor(x)) * sin(x))^2.5) ; 0 ; nan nan nan ; 0 0 0
  345 ; hypot(x, x) * 0.1 ; 0 ; 0 -0.1414213562373095 0 ; 0 0.1414213562373095 0
  346 ; erf(sqrt(x - 2) * (x - 1)) ; 2 ; nan nan nan ; 0 inf -inf
  347 ; log10(min(x^2.1 + sign(x) + asin(x), sqrt(2) * abs(x) * 0.1)^0.3333333333333333) ; 0 ; nan nan nan ; ? inf -inf
  348 ; ceil(x^2) * if(x < x, x - 1, sqrt(x)) ; 0 ; nan nan nan ; 0 inf -inf
  350 ; 0.5 * relu(x) / x ; 0 ; 0 0 0 ; 0.5 0 0
  352 ; log10(x * x - x) ; 0 ; -inf -inf -inf ; nan nan nan
  353 ; (1 + x) / (sin(x) - x) ; 0 ; inf inf inf ; -inf inf -inf
  354 ; softplus(sqrt(x)) + cos(x) ; 0 ; nan nan nan ; 1.6931471805599454 inf -inf
  357 ; max(0.1 / x - x, ceil(x + hypot(x, x))) ; 0 ; 1 0 0 ; inf -inf inf
  359 ; gamma(erfc(x) * atanh(x + x)) ; 0 ; -inf -inf -inf ; inf -inf inf
  360 ; (normcdf(x) - (4 + x)) / (3 * cbrt(x) * tanh(1 / x)) ; 0 ; -inf -inf -inf ; -inf inf -inf
  362 ; logaddexp(4, log((x - 2) * (x - 2)) / -(x - 2)) ; 2 ; 4 0 0 ; inf -inf inf
  365 ; gamma(x - 1) - sqrt(x) ; 0 ; nan nan nan ; -inf inf -inf
  368 ; x + (x - 1) ; -1 ; -3 2 0 ; -3 2 0
  372 ; (x - 1) * sign(x)^0.1 / (log(3) - (1 - cos(x))) ; 0 ; nan nan nan ; -0.9102392266268373 0.9102392266268373 -0.8285354496902229
  374 ; relu(x / (1 / log(x))) ; 0 ; nan nan nan ; 0 0 0
  375 ; exp(1 / x) * 2 * (x^(-1) / sin(x)) ; 0 ; 0 0 0 ; inf -inf inf
  378 ; atan(x^log(3) / x^x) ; 0 ; nan nan nan ; 0 ? inf
  382 ; abs(x * x) - softsign(1 / x) ; 0 ; 1 1 4 ; -1 1 0
  384 ; cbrt(x - 1) ; 1 ; 0 inf inf ; 0 inf -inf
  387 ; exp(sqrt(1 + (x + 1)) - 1) - abs(x + 1) / ((x + 1) * log(x + 1)) ; -1 ; nan nan nan ; ? inf -inf
  388 ; acos(x * x^2) - x * (-1) / hypot(x, x) ; 0 ; 0.8636895456083491 0 0 ; 2.277903107981444 0 0
  390 ; clamp(x - 0.5, 0, 1) ; 0.5 ; 0 0 0 ; 0 1 0
  392 ; expm1(cos(cos(sign(x - 0.5)))^2)^floor((x - 0.5) * (1 / (x - 0.5)) + x) ; 0.5 ; 1.0863111739497917 0 0 ; 1.0863111739497917 0 0
  393 ; atan2(x^2, x * x * (1 - cos(x))) + 0.5 / x ; 0 ; -inf -inf -inf ; inf -inf inf
  396 ; normcdf(csc(x^4)) ; 0 ; 1 0 0 ; 1 0 0
  397 ; 1 / log(x) / erf(x) ; 0 ; nan nan nan ; -inf inf -inf
  400 ; ceil(atan(x * (x * log(x)))) ; 0 ; nan nan nan ; 0 0 0
  405 ; if(sqrt(x) != log(3), normcdf(erf(x)), -(1 + x)^(1 / x)) ; 0 ; nan nan nan ; 0.5 0.45015815807855303 0
  406 ; gamma(log(x) * log(x) * ((x - 1) * (x - 1)) + (x - 1) * log(x - 1) + (x - 1) * x) ; 1 ; nan nan nan ; -inf inf -inf
  410 ; (if(x >= x, x, 4) - x) * (atan(-x) * x^x) ; 0 ; nan nan nan ; 0 0 0
  412 ; x^2 - if(x < 0, x, x) ; 0 ; 0 -1 2 ; 0 -1 2
  413 ; softsign(x) / (exp(1 / (x + 1)) / (sin(x + 1) - (x + 1))) ; -1 ; -inf -inf -inf ; 0 0 0
  414 ; digamma(log(sin(abs(log(x)) / log(x)))) ; 1 ; nan nan nan ; 4.8899938770233025 0 0
  415 ; exp(x / (1 - cos(x))) ; 0 ; 0 0 0 ; inf -inf inf
  418 ; (exp((-1) / (x * x)) + exp(1 / x)) / cbrt(x) - relu(x) * x ; 0 ; 0 0 0 ; inf -inf inf
  422 ; sigmoid(log(x) + log(x - 1)) / sin(log(x))^2 ; 1 ; nan nan nan ; inf -inf inf
  424 ; relu(floor(3 - (x - 2)^(x - 2) - pi * x) / (softplus(log(abs(x - 2))) / log(x - 2) / ((x - 2) / relu(x - 2)))) ; 2 ; nan nan nan ; inf -inf inf
  427 ; abs(sqrt(asinh(if(x >= log(3), x, sqrt(2)))) + sin(sqrt(x) * abs(x)) / atan(x - log(abs(x)))) ; 0 ; nan nan nan ; 1.070614699497718 0 inf
  428 ; round(x) ; 0 ; 0 0 0 ; 0 0 0
  430 ; x^erf(x) - x ; 0 ; nan nan nan ; 1 -inf inf
  434 ; sinh(x * log(x)) ; 0 ; nan nan nan ; 0 -inf inf
  440 ; sin(x^2) ; 0 ; 0 0 2 ; 0 0 2
  441 ; sigmoid((sqrt(x) + sign(x))^log(x) - sqrt(x)) ; 0 ; nan nan nan ; 0.7310585786300049 -inf inf
  443 ; log10(sqrt(x)) ; 0 ; nan nan nan ; ? inf -inf
  444 ; sqrt(sqrt(2) + x) * (softplus(x) * (x * x)) ; 0 ; 0 0 1.6485911177319255 ; 0 0 1.6485911177319255
  446 ; sinh((x + 1)^(x + 1)) * 0.5 ; -1 ; nan nan nan ; 0.5876005968219007 -inf inf
  448 ; if(abs(x) / x > x, x, x - 1) * (cos(x) / x^2) ; 0 ; -inf -inf -inf ; inf -inf inf
  449 ; clamp(log(x), 0, 1) * (x * x / pi) ; 0 ; nan nan nan ; 0 0 0
  452 ; cos(sign(x) * (x - (1 + x))) ; 0 ; 0.5403023058681398 0 0 ; 0.5403023058681398 0 0
  460 ; cosh(tan(digamma(if(x >= 1, x, x - 1)) * gamma(log(abs(x)) + 3))) ; 0 ; 1 0 0 ; 1 0 0
  464 ; sigmoid(tanh(1 / x) * cbrt(x)) ; 0 ; 0.5 -inf -inf ; 0.5 inf -inf
  470 ; logsumexp(sinh(x), x * x) / (1 / x)^0.5 ; 0 ; nan nan nan ; 0 inf -inf
  471 ; tan((x + x) / atan2(hypot(x, x), x)) ; 0 ; 0 0.9147975678992243 0 ; 0 2.0935467488532 0
  472 ; if(1 / x >= x, if(relu(x) <= x, exp(1 / x), sqrt(1 + x) - 1), (-1) * x) ; 0 ; 0 -1 0 ; inf -inf inf
  473 ; x^(-1) * cos(x - (1 + x)) ; 0 ; -inf -inf -inf ; inf -inf inf
  474 ; hypot(x, x) - x ; 0 ; 0 -2.414213562373095 0 ; 0 0.41421356237309503 0
  475 ; x - abs(x) / x ; 0 ; 1 1 0 ; -1 1 0
  478 ; x * x^2 + (x - 1) * tanh(1 / x) ; 0 ; 1 -1 0 ; -1 1 0
  479 ; erf(softsign(1 / (x - 1))) ; 1 ; -0.8427007929497149 -0.4151074974205947 0 ; 0.8427007929497149 -0.4151074974205947 0
  480 ; atan((exp((-1) / (log(x) * log(x))) + log(x - 1)) / if(x - 1 > 0, 0.1, log(3))) ; 1 ; nan nan nan ; ? inf -inf
  481 ; atan(atan(trunc(erf(x + 1) + x))) ; -1 ; -0.6657737500283538 0 0 ; 0 0 0
  482 ; xlogy(erfc(log2((x - 2)^(x - 2))), (x - 2 + (x - 2))^3) ; 2 ; nan nan nan ; -inf inf -inf
  484 ; (0 - (x - 0.5))^2.1 ; 0.5 ; 0 0 ? ; nan nan nan
  486 ; min(1 + x, gamma(x))^3 ; 0 ; -inf -inf -inf ; 1 3 6
  487 ; expm1(hypot(x - 0.5, x - 0.5)) + abs(x - 0.5) * acos(sin(x - 0.5) - (x - 0.5)) ; 0.5 ; 0 -2.9850098891679915 2 ; 0 2.9850098891679915 2
  488 ; erfc(x * x / cos(x * log(x))) ; 0 ; nan nan nan ; 1 0 -2.256758334191025
  491 ; erfc(log1p(x + 1) / (abs(x + 1) / (x + 1)))^((x + 1) * (x + 1) * (log(3) - 1 / log(x + 1))) ; -1 ; nan nan nan ; 1 0 0
  492 ; min(if(x - 0.5 <= 0, x, x), abs(x - 0.5)) ; 0.5 ; 0 -1 0 ; 0 1 0
  494 ; (x - 0.5)^0.3333333333333333 / 4 ; 0.5 ; nan nan nan ; 0 inf -inf
  497 ; x^0.5 * (x + exp((-1) / (x * x))) ; 0 ; nan nan nan ; 0 0 inf
  498 ; log1p(cosh(log(x + 1)) / (hypot(x + 1, x + 1) * (x - 1)) * ((x - 1) * clamp(sign(x + 1), 0, 2))) ; -1 ; nan nan nan ; inf -inf inf
  502 ; atanh(sqrt(x - 2) * (x - 2)) * elu(-(x - 2)) ; 2 ; nan nan nan ; 0 0 0
  504 ; clamp(sqrt(x - 2), 0, 2) + (1 + (x - 2)) ; 2 ; nan nan nan ; 1 inf -inf
  506 ; max(softsign(x + 1), -(x + 1)^4) * 3 ; -1 ; 0 0 0 ; 0 3 -6
  507 ; (x / cbrt(x + 1))^2.5 ; -1 ; inf inf inf ; nan nan nan
  508 ; (elu(x) - abs(x - 2) / (x - 2) + erf(abs(x - 2) / (x - 2) * (x - 2)))^1 ; 2 ; 3 -0.1283791670955126 0 ; 1 2.128379167095513 0
  510 ; tanh(sqrt(2) * (1 / log(x - 2)) + tanh(1 / (x - 2))) ; 2 ; nan nan nan ; ? -inf inf
  513 ; x * log(x) * (1 / x) / sqrt(sqrt(1 + x) - 1) ; 0 ; nan nan nan ; -inf inf -inf
  518 ; acosh(gamma(x)) * clamp(sign(x), 0, 1) ; 0 ; nan nan nan ; inf -inf inf
  520 ; atan2(sign(x), sin(x)) ; 0 ; -1.5707963267948966 1 0 ; 1.5707963267948966 -1 0
  521 ; min(1 / x, 2) ; 0 ; -inf -inf -inf ; 2 0 0
  522 ; relu(x) / sqrt(2) ; 0 ; 0 0 0 ; 0 0.7071067811865475 0
  525 ; (x - 2)^(1 / log(x - 2)) ; 2 ; nan nan nan ; 2.718281828459045 0 0
  526 ; (sqrt(1 + x) - 1) * x * ((sin(x) - x) * x^2.1) ; 0 ; nan nan nan ; 0 0 0
  527 ; elu(abs(x - 1) + (sin(1 - x) - (1 - x)) - csc(sin(x - 1) - (x - 1))) ; 1 ; -1 0 0 ; inf -inf inf
  528 ; (1 / x / relu(x))^(x^4) * (expm1(erf(x)) / 1) ; 0 ; nan nan nan ; 0 1.1283791670955126 1.2732395447351628
  529 ; if(x * x != x, asin(cbrt(x)), exp((-1) / (x * x)) * x) ; 0 ; 0 inf inf ; 0 inf -inf
  530 ; (1 - cos(x - 2)) / x * asin(x - 2) + logaddexp(-1, x + -(x - 2)) / if(0.5 > 1, sqrt(2), x - 2) ; 2 ; -inf -inf -inf ; inf -inf inf
  532 ; (relu(x) + 0.5) * hypot(x, x) ; 0 ; 0 -0.7071067811865476 0 ; 0 0.7071067811865476 2.8284271247461903
  534 ; (erf(1 - x) * abs(x - 1))^0.6666666666666666 ; 1 ; 0 0 inf ; nan nan nan
  536 ; sinh(cos(x)) ; 0 ; 1.1752011936438014 0 -1.5430806348152437 ; 1.1752011936438014 0 -1.5430806348152437
  537 ; asin(floor(x)) * (x + 1) ; -1 ; nan nan nan ; 0 -1.5707963267948966 0
  538 ; atan(-x) * ((pi + x^2.5) * (x * log(x))) ; 0 ; nan nan nan ; 0 0 inf
  539 ; abs(cot(x)) ; 0 ; inf inf inf ; inf -inf inf
  541 ; (abs(x) / x)^2.1 ; 0 ; nan nan nan ; 1 0 0
  542 ; hypot(x + 1, x + 1) - if(x + 1 != 0, 0.5, x) ; -1 ; -0.5 -1.4142135623730951 0 ; -0.5 1.4142135623730951 0
  543 ; x^1.5 ; 0 ; nan nan nan ; 0 0 inf
  544 ; x / erf(x) ; 0 ; 0.886226925452758 0 0.5908179503018387 ; 0.886226925452758 0 0.5908179503018387
  545 ; x^x + tanh(1 / x) ; 0 ; nan nan nan ; 2 -inf inf
  546 ; sinh(tan(abs(x) / x)) + (max(x * log(x), x * x) + x^x) ; 0 ; nan nan nan ; 3.267909768656306 -inf inf
  549 ; softsign((x + x^2) * 4 * logaddexp(x, 4)) / acosh(cbrt(gamma(x) + x)) ; 0 ; nan nan nan ; 0 ? inf
  551 ; (1 + (x - 2))^(1 / (x - 2)) * log(abs(x - 2)) - (sin(x - 2) - (x - 2) + (sqrt(1 + (x - 2)) - 1)) ; 2 ; -inf -inf -inf ; -inf inf -inf
  554 ; atan2(min((x - 2) * log(x - 2), x - 2), elu(x - 2)) * ceil(-(x - 2)) ; 2 ; nan nan nan ; 0 0 0
  555 ; round(x * log(x) * sign(x)) / ceil(sin(x))^1.5 ; 0 ; nan nan nan ; 0 0 0
  556 ; if(x + 1 == x + 1, abs(x), max(1 / (x + 1), sqrt(2))) ; -1 ; 1 -1 0 ; 1 -1 0
  558 ; sqrt(2) * (1 + log(abs(x - 2))) ; 2 ; -inf -inf -inf ; -inf inf -inf
  559 ; sec(x^2 * 2 - x^2 * hypot(x, x * log(x))) ; 0 ; nan nan nan ; 1 0 0
  564 ; sign(sign(x) / (sin(x) - x)) ; 0 ; -1 0 0 ; -1 0 0
  566 ; min(cot(sqrt(x + 1))^(-0.5), 1 / (x + 1) / (x + 1) / ((x + 1) / floor(x))) ; -1 ; nan nan nan ; -inf inf -inf
  567 ; lgamma(0.5 * x)^(cbrt(x) / x) ; 0 ; inf inf inf ; inf -inf inf
  569 ; log(abs(x - 0.5)) * (x - 0.5) ; 0.5 ; 0 -inf -inf ; 0 -inf inf
  570 ; x^x * x^4 + log(3) ; 0 ; nan nan nan ; 1.0986122886681098 0 0
  573 ; -(1 / x) / ((1 - cos(x)) * gamma(x)) ; 0 ; -inf -inf -inf ; -inf inf -inf
  579 ; leaky_relu(abs(clamp(abs(x), 0, 2) + 0.5)) ; 0 ; 0.5 -1 0 ; 0.5 1 0
  580 ; -(leaky_relu((x - 2) * log(x - 2)) / (x - 2)^2) ; 2 ; nan nan nan ; inf -inf inf
  583 ; (x - 2) * log(x - 2) - pi ; 2 ; nan nan nan ; -3.141592653589793 -inf inf
  """
