// ADOL-C: adoubles traced once onto its tape, which its drivers then go along. Speaks the protocol of peer.py.

#include <adolc/adolc.h>

#include <chrono>
#include <climits>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace {

enum Opcode : std::uint8_t { add, subtract, multiply, divide, sine, hyperbolicTangent, exponential };

constexpr short tag = 1;
constexpr double inputChange = 1e-12;

struct NodeList {
  std::vector<double> inputs, constants;
  std::vector<std::int32_t> lefts, rights;
  std::vector<std::uint8_t> opcodes;
  std::int32_t target = 0;

  explicit NodeList(const char *path) {
    std::ifstream file(path, std::ios::binary);
    std::int32_t header[4] = {};
    file.read(reinterpret_cast<char *>(header), sizeof header);
    inputs.resize(header[0]);
    constants.resize(header[1]);
    lefts.resize(header[2]);
    rights.resize(header[2]);
    opcodes.resize(header[2]);
    target = header[3];
    read(file, inputs);
    read(file, constants);
    read(file, lefts);
    read(file, rights);
    read(file, opcodes);
  }

  template <typename Element> static void read(std::ifstream &file, std::vector<Element> &column) {
    file.read(reinterpret_cast<char *>(column.data()), column.size() * sizeof(Element));
  }
};

// An operation whose left operand, or right one, is a plain number is another one on ADOL-C's tape.
template <typename Left, typename Right> adouble apply(Opcode opcode, const Left &a, const Right &b) {
  switch (opcode) {
  case add: return a + b;
  case subtract: return a - b;
  case multiply: return a * b;
  default: return a / b;
  }
}

adouble apply(Opcode opcode, const adouble &a) {
  switch (opcode) {
  case sine: return sin(a);
  case hyperbolicTangent: return tanh(a);
  default: return exp(a);
  }
}

void trace(const NodeList &nodes) {
  // Room enough that no tape goes to a file.
  constexpr unsigned operations = 1u << 26;
  trace_on(tag, 0, operations, 4 * operations, operations, operations);
  std::vector<adouble> values(nodes.inputs.size() + nodes.opcodes.size());
  for (std::size_t k = 0; k < nodes.inputs.size(); k++) values[k] <<= nodes.inputs[k];
  for (std::size_t k = 0; k < nodes.opcodes.size(); k++) {
    std::int32_t left = nodes.lefts[k], right = nodes.rights[k];
    auto opcode = static_cast<Opcode>(nodes.opcodes[k]);
    adouble &result = values[nodes.inputs.size() + k];
    if (right == INT32_MIN) result = apply(opcode, values[left]);
    else if (left < 0) result = apply(opcode, nodes.constants[~left], values[right]);
    else if (right < 0) result = apply(opcode, values[left], nodes.constants[~right]);
    else result = apply(opcode, values[left], values[right]);
  }
  double value;
  values[nodes.target] >>= value;
  trace_off();
}

class Peer {
public:
  explicit Peer(const NodeList &nodes)
      : start(nodes.inputs[0]), count(static_cast<int>(nodes.inputs.size())), inputs(nodes.inputs),
        direction(nodes.inputs.size()), results(nodes.inputs.size() + 1) {
    for (int k = 0; k < count; k++) direction[k] = 0.5 + (k % 13) / 13.0;
    trace(nodes);
  }

  void setFirstInput(double value) { inputs[0] = value; }

  void perform(const std::string &work) {
    if (work == "hessian") {
      if (rows.empty()) {
        matrix.assign(static_cast<std::size_t>(count) * count, 0);
        for (int k = 0; k < count; k++) rows.push_back(&matrix[static_cast<std::size_t>(k) * count]);
      }
      hessian(tag, count, inputs.data(), rows.data());
      return;
    }
    if (work == "product") {
      hess_vec(tag, count, inputs.data(), direction.data(), results.data());
      return;
    }
    function(tag, 1, count, inputs.data(), results.data());
    if (work == "gradient") gradient(tag, count, inputs.data(), results.data() + 1);
  }

  long long run(const std::string &work, int repetitions) {
    auto begin = std::chrono::steady_clock::now();
    for (int repetition = 0; repetition < repetitions; repetition++) {
      setFirstInput(start + (repetition & 1) * inputChange);
      perform(work);
    }
    auto time = std::chrono::steady_clock::now() - begin;
    return std::chrono::duration_cast<std::chrono::nanoseconds>(time).count();
  }

  // ADOL-C fills the lower triangle.
  void answer(const std::string &work, const std::string &path) {
    setFirstInput(start);
    perform(work);
    std::ofstream file(path, std::ios::binary);
    auto write = [&](const double *numbers, std::size_t length) {
      file.write(reinterpret_cast<const char *>(numbers), length * sizeof(double));
    };
    if (work == "hessian") {
      for (int row = 0; row < count; row++)
        for (int column = row + 1; column < count; column++) rows[row][column] = rows[column][row];
      write(matrix.data(), matrix.size());
    } else if (work == "product") {
      write(results.data(), static_cast<std::size_t>(count));
    } else {
      write(results.data(), work == "value" ? 1 : results.size());
    }
  }

private:
  double start;
  int count;
  std::vector<double> inputs, direction, results, matrix;
  std::vector<double *> rows;
};

} // namespace

int main(int, char **arguments) {
  Peer peer{NodeList(arguments[1])};
  // The headers do not say; setup-peers does.
  std::cout << "ready " ADOLC_RELEASE " value gradient product hessian" << std::endl;
  std::string command, work, argument;
  while (std::cin >> command >> work >> argument) {
    if (command == "run") {
      std::cout << peer.run(work, std::stoi(argument)) << std::endl;
    } else {
      peer.answer(work, argument);
      std::cout << "done" << std::endl;
    }
  }
}
