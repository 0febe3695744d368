import Pictures

extension HelpTopic {
  static let arrays = HelpTopic(
    name: "arrays", summary: "vectors and matrices: how they are written, and what fits what",
    body: StyledText(
      """
      vectors        v = [1, 2, 3]     an input; [x, 2x] of names is a definition
      matrices       A = [1, 2; 3, 4]  rows behind ';', or of vectors: [u, v]
      lists          1..5   linspace(0, 1, 11)   [i^2 for i in 1..5]
                     [i*j for i in 1..3, j in 1..4]
      parts          v[2]   v[-1]   v[2..]   A[1]   A[1, 2]   A[.., 2]   v[[3, 1]]
                     indices count from 1, and with a sign from the end
      setting parts  v[2] = 7   A[1, ..] = u   v[2..] += 1

      Every function and + - * / ^ go element by element. A number meets each
      element; a vector as long as the rows meets each row; for one number a row
      make a column of them, Z - col(max(Z, each=row)).

      products       A @ B, A @ v, u @ v (the dot product); A.T is the transpose
      sums and such  sum(A) over all, sum(A, each=row) one for each row; so do prod,
                     mean, max, min, norm, var, std, logsumexp, argmax, median
      loops          sum(i*x^i, i=1..9), prod(x + i, i=v), [norm(r) for r in A],
                     sum(A[i, j]*x^j, i=1..3, j=1..2): each is one node, and so are
                     its derivatives. In sums and products the name stands for the
                     session's input of that name, in definitions too
      sizes          are read when a line is typed: zeros(n) follows no n

      Gradients are of numbers, and have the shape of what they are by:
      diff(loss, W), ':grad loss : W', ':diff loss W'. Commands that look at each
      number, as ':hessian', ':taylor' and ':check', take formulas of up to 10,000.
      """),
    example: """
      ad> X = [1, 2; 3, 4; 5, 6]; y = [1, 2, 3]; w = [0.1, 0.2];
      ad> loss = mean((X@w - y)^2)
      loss = 0.9166666667
      ad> :grad loss : w
      loss = 0.9166666667
      ∂loss/∂w = [-6.46667, -8.26667]
      ad> :diff loss w
      ∂loss/∂w = 2/3*X.T @ (X @ w - y)
               = [-6.46667, -8.26667]
      """,
    aliases: ["[", "]", "@", ".T", "..", "each", "vectors", "matrices"])
}
