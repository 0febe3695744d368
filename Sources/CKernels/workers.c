#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

#include "include/CKernels.h"

// Threads that wait for work, and are never ended. One piece of work is done at a time; who comes meanwhile does his alone.

#define MOST_WORKERS 64

static struct {
  // Held by whoever hands out work.
  pthread_mutex_t turn;
  // Guards what follows.
  pthread_mutex_t lock;
  pthread_cond_t begun;
  pthread_cond_t ended;
  // How many threads there are besides the caller's, how many of them take part, and how many have yet to begin or end.
  int started;
  int wanted;
  int waiting;
  // Goes up with each piece of work.
  unsigned long number;

  adrepl_part *body;
  void *context;
  ptrdiff_t parts;
  _Atomic ptrdiff_t next;
} pool = {.turn = PTHREAD_MUTEX_INITIALIZER,
          .lock = PTHREAD_MUTEX_INITIALIZER,
          .begun = PTHREAD_COND_INITIALIZER,
          .ended = PTHREAD_COND_INITIALIZER};

static void do_parts(int worker) {
  for (;;) {
    ptrdiff_t part = atomic_fetch_add_explicit(&pool.next, 1, memory_order_relaxed);
    if (part >= pool.parts) return;
    pool.body(pool.context, part, worker);
  }
}

static void *worker_main(void *argument) {
  int worker = (int)(ptrdiff_t)argument;
  unsigned long seen = 0;
  pthread_mutex_lock(&pool.lock);
  for (;;) {
    while (pool.number == seen || worker > pool.wanted) {
      seen = pool.number;
      pthread_cond_wait(&pool.begun, &pool.lock);
    }
    seen = pool.number;
    pthread_mutex_unlock(&pool.lock);
    do_parts(worker);
    pthread_mutex_lock(&pool.lock);
    if (--pool.waiting == 0) pthread_cond_signal(&pool.ended);
  }
  return NULL;
}

// Starts threads until there are so many; they handle no signals but those of their own mistakes.
static void start(int count) {
  sigset_t all, before;
  sigfillset(&all);
  sigdelset(&all, SIGILL);
  sigdelset(&all, SIGTRAP);
  sigdelset(&all, SIGFPE);
  sigdelset(&all, SIGBUS);
  sigdelset(&all, SIGSEGV);
  sigdelset(&all, SIGABRT);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  while (pool.started < count) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, worker_main, (void *)(ptrdiff_t)(pool.started + 1)) != 0) break;
    pthread_detach(thread);
    pool.started++;
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

int adrepl_processors(void) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count < 1 ? 1 : count > MOST_WORKERS ? MOST_WORKERS : (int)count;
}

void adrepl_in_parts(ptrdiff_t parts, int threads, adrepl_part *body, void *context) {
  int others = (threads > MOST_WORKERS ? MOST_WORKERS : threads) - 1;
  if (others > parts - 1) others = (int)(parts - 1);
  if (others < 1 || pthread_mutex_trylock(&pool.turn) != 0) {
    for (ptrdiff_t part = 0; part < parts; part++) body(context, part, 0);
    return;
  }
  pthread_mutex_lock(&pool.lock);
  if (pool.started < others) start(others);
  pool.wanted = others < pool.started ? others : pool.started;
  pool.waiting = pool.wanted;
  pool.body = body;
  pool.context = context;
  pool.parts = parts;
  atomic_store_explicit(&pool.next, 0, memory_order_relaxed);
  pool.number++;
  pthread_cond_broadcast(&pool.begun);
  pthread_mutex_unlock(&pool.lock);
  do_parts(0);
  pthread_mutex_lock(&pool.lock);
  while (pool.waiting > 0) pthread_cond_wait(&pool.ended, &pool.lock);
  pthread_mutex_unlock(&pool.lock);
  pthread_mutex_unlock(&pool.turn);
}
