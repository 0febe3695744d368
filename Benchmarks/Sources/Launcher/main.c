// Launcher COUNT [<FILE] PROGRAM ARGUMENT…: starts a program so many times, its input from a file or none, its output
// thrown away, and prints a line for each: the nanoseconds from start to end, the most kilobytes that it had resident,
// and its exit status.
//
// A process of its own, and of little memory, because a child's peak counts what it had of its parent's memory before
// it became another program.

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static long long nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000ll + now.tv_nsec;
}

static long kilobytes(const struct rusage *usage) {
#ifdef __APPLE__
  return usage->ru_maxrss / 1024;
#else
  return usage->ru_maxrss;
#endif
}

int main(int count, char **arguments) {
  if (count < 3) return 2;
  const char *input = "/dev/null";
  char **command = arguments + 2;
  if (command[0][0] == '<') input = *command++ + 1;
  if (*command == NULL) return 2;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  for (int repetition = atoi(arguments[1]); repetition > 0; repetition--) {
    long long start = nanoseconds();
    pid_t child;
    if (posix_spawnp(&child, command[0], &actions, NULL, command, environ) != 0) return 1;
    int status;
    struct rusage usage;
    if (wait4(child, &status, 0, &usage) != child) return 1;
    long long end = nanoseconds();
    printf("%lld %ld %d\n", end - start, kilobytes(&usage), WIFEXITED(status) ? WEXITSTATUS(status) : 128);
  }
  return 0;
}
