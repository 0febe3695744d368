/// Commands of other tools, and those that this one is still to get.
extension ForeignWord {
  static let commands: [Row] = [
    // Called otherwise here.
    ("backward backpropagate backpropagation bp reverse vjp adjoint", ":backprop {rest}", nil),
    ("fwd tangent jvp dual", ":forward {rest}", nil),
    ("gradient nabla", ":grad {rest}", nil),
    ("derivative derive differentiate deriv d dx", ":diff {rest}", nil),
    ("jac", ":jacobian {rest}", nil), ("hess", ":hessian {rest}", nil),
    ("series maclaurin", ":taylor {rest}", nil), ("chain chainrule", ":explain {rest}", nil),
    ("draw tree dot show dag", ":graph {rest}", nil), ("ops steps tape", ":nodes {rest}", nil),
    ("debug nan", ":why {rest}", nil), ("verify gradcheck test", ":check {rest}", nil),
    ("for while loop do times", ":repeat 10 {rest}", nil),
    ("timeit bench benchmark tic", ":time {rest}", nil),
    ("print disp say", ":echo {rest}", nil), ("expect require", ":assert {rest}", nil),
    ("ls who whos dir names variables list env inputs functions", ":vars", nil),
    ("rm del remove unset drop forget", ":delete {rest}", nil),
    ("clear new restart", ":reset", nil), ("gc", ":clean", nil),
    ("exit bye leave stop end q x logout", ":quit", nil),
    ("open source include import run exec", ":load {rest}", nil),
    ("write dump store", ":save {rest}", nil), ("log record tee", ":transcript {rest}", nil),
    ("config option options setting settings format", ":set", nil),
    ("man doc docs info h usage commands", ":help {rest}", nil),
    ("learn tour lesson demo intro", ":tutorial", nil), ("modify ed vim nano", ":edit {rest}", nil),
    ("back revert", ":undo", nil), ("again", ":redo", nil),

    // Not there yet.
    (
      "solve roots", ":repeat 20 x -= f(x)/f'(x)", "it is not there yet; this is Newton's method for f(x) = 0"
    ),
    (
      "minimize minimise min descend fit train optimize", ":repeat 1000 x -= 0.01*diff(z, x)",
      "it is not there yet; this is gradient descent"
    ),
    (
      "maximize maximise max", ":repeat 1000 x += 0.01*diff(z, x)",
      "it is not there yet; this is gradient ascent"
    ),
    ("draw2d plot2d contour contourplot fplot ezplot curve", ":plot {rest}", nil),
    (
      "uncertainty correlate covariance propagate", "hypot(diff(z, x)*ux, diff(z, y)*uy)",
      "it is not there yet; this is its first order for z of x ± ux and y ± uy"
    ),
    ("integrate int integral quad bounds", nil, "it is not there yet"),
    (
      "export", ":graph z --dot", "it is not there yet; ':graph' writes the graph as DOT, ':save' the session"
    ),
    ("data read csv", ":load FILE", "it is not there yet; ':load' runs a file of statements"),
    ("devices gpu", nil, "there are no devices yet: all runs on this processor"),
  ]
}
