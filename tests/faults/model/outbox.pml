/*
 * The life of the texts about one appointment on one computer, as lib/sending, lib/claims and lib/storage play it.
 *
 * The page reports news A (the appointment was made) and then news B (it was moved); a third row is a text that a
 * person sends again. Each row stands in two copies: `db` is IndexedDB, where one step is one transaction, and `mir`
 * is the mirror in storage.local, written after it and in the same order. The worker may die between any two steps: alone, with its
 * browser, or with its browser and the whole database. With the browser the page goes too, and then nobody need
 * report again what was not acknowledged.
 *
 * -DBUG_... makes a mutant. tests/unit/outbox-spin.test.ts lists them; each has to fail.
 */

#ifndef DEATHS
#define DEATHS 2
#endif

#define A 0
#define B 1
#define AGAIN 2
#define NOBODY 3
#define ROWS 3

/* States of a row. Of two copies the one with the higher number is further: see `furthest` in recovery.ts. */
#define NONE 0
#define QUEUED 1
#define HELD 2
#define SENDING 3
#define UNKNOWN 4
#define REJECTED 5
#define SUPERSEDED 6
#define GIVENUP 7
#define SAIDSENT 8        /* sent, by a person's word */
#define SENT 9            /* sent, by GoSMS's word */

/* On disk. Of a row that left, `out...` says that something newer was reported since. */
byte db[ROWS], mir[ROWS];
bool outDb[ROWS], outMir[ROWS];
bool whole = true;        /* the database knows everything that was ever acknowledged */
bool session = false;     /* storage.session: the copies were merged since the browser started */

/* In the worker's memory */
bool alive[8];            /* by process: a step of an earlier life never happens */
bool recovered = false;   /* the recovery of this life is done */
byte onTheWay = NOBODY;   /* the row between its claim and its outcome */
bool deciding = false;    /* the lock under which intake.ts decides */
chan mirroring = [3] of { pid };   /* who has written to the database and not yet to the mirror */

/* In the world */
bool pageIsGone = false;  /* the browser died since the page began to report */
byte deaths = 0;
bool wasLost = false;
bool acked[2];            /* the page was told that the news is in good hands */
byte delivered[ROWS];     /* what reached the phone */
byte againOf = NOBODY;

#define waits(s) (s == QUEUED || s == HELD)
#define isShown(s) (s == HELD || s == UNKNOWN || s == REJECTED || s == GIVENUP || s == SAIDSENT)
/* What the worker will go by once it looks. */
#define stands(r) (whole && db[r] != NONE || !whole && mir[r] != NONE)
#define isOld(r) (r == A || r == AGAIN && againOf == A)

#define isMine alive[_pid]
#define DIE recovered = false; alive[0] = false; alive[1] = false; alive[2] = false; alive[3] = false; \
  alive[4] = false; alive[5] = false; alive[6] = false; alive[7] = false

/* A step of the worker happens whole, or the worker died before it. */
#define STEP(what) atomic { if :: isMine -> what :: else -> goto died fi }

/* A transaction; and the writing of its second copy, for which each waits its turn. */
#define COMMIT(what) STEP(mirroring ! _pid; what)
#define COPY(what) if \
  :: !isMine -> goto died \
  :: atomic { isMine && mirroring ? [eval(_pid)] -> mirroring ? eval(_pid); what } \
  fi

#define LOCK if \
  :: !isMine -> goto died \
  :: atomic { isMine && !deciding -> deciding = true } \
  fi

#ifdef BUG_NO_MIRROR
#define MIRROR(r, state, out) skip
#else
#define MIRROR(r, state, out) mir[r] = state; outMir[r] = out
#endif

#define MERGE(r) if :: db[r] < mir[r] -> db[r] = mir[r]; outDb[r] = outMir[r] :: else fi
#define MAKE_WHOLE MERGE(A); MERGE(B); MERGE(AGAIN); whole = true
#define LOSE_DATABASE wasLost = true; whole = false; \
  db[A] = NONE; db[B] = NONE; db[AGAIN] = NONE; outDb[A] = false; outDb[B] = false; outDb[AGAIN] = false

active proctype fate() {
  do
  :: atomic { deaths < DEATHS -> deaths++; DIE; onTheWay = NOBODY; deciding = false;
       do :: mirroring ? _ :: empty(mirroring) -> break od;
       if
       :: skip
       :: pageIsGone = true; session = false
       :: !wasLost -> pageIsGone = true; session = false; LOSE_DATABASE
       fi }
  :: break
  od
}

/* ---- lib/background/sending/recovery.ts, then lib/background/sending/dispatcher.ts ---- */

mtype = { accepts, loses, refuses, puts_off, holds };

#define isDue(r) (onTheWay == NOBODY && db[r] == QUEUED)
#define DELIVER(r) delivered[r]++; assert(delivered[r] == 1); assert(!(isOld(r) && delivered[B] > 0))

active proctype dispatcher() {
  byte r, next;
  bool out;
  mtype answer;
died:
  isMine = true;
begin:
  STEP(if :: !session -> MAKE_WHOLE; session = true :: else fi);
  r = 0;
  do
  :: r < ROWS ->
     COMMIT(if
#ifdef BUG_RESUME_SENDING
          :: db[r] == SENDING -> db[r] = QUEUED
#else
          :: db[r] == SENDING -> db[r] = UNKNOWN
#endif
          :: else
          fi; next = db[r]; out = outDb[r]);
#ifdef BUG_NO_REMIRROR
     COPY(if :: next == UNKNOWN -> MIRROR(r, next, out) :: else fi);
#else
     COPY(if
          :: next == UNKNOWN || waits(next) -> MIRROR(r, next, out);
             /* and what gave way to it */
             if :: r == B && db[A] == SUPERSEDED -> MIRROR(A, SUPERSEDED, outDb[A]) :: else fi;
             if :: r == B && db[AGAIN] == SUPERSEDED -> MIRROR(AGAIN, SUPERSEDED, outDb[AGAIN]) :: else fi
          :: else
          fi);
#endif
     r++
  :: else -> break
  od;
  STEP(recovered = true);

idle:
  atomic { r = 0; next = 0; out = false; answer = 0 };
end:
  do
  :: !isMine -> goto died
  :: isDue(A) -> r = A; break
  :: isDue(B) -> r = B; break
  :: isDue(AGAIN) -> r = AGAIN; break
  od;

  /* lib/background/claims/this-computer.ts: a compare-and-set */
  STEP(if
#ifndef BUG_NO_CAS
       :: db[r] != QUEUED || onTheWay != NOBODY -> goto idle
#endif
       :: else -> assert(!(isOld(r) && acked[B]));
#ifndef BUG_NO_INTENT
          db[r] = SENDING;
#endif
          onTheWay = r; out = outDb[r]; mirroring ! _pid
       fi);
#if !defined(BUG_MIRROR_AFTER_POST) && !defined(BUG_NO_INTENT)
  COPY(MIRROR(r, SENDING, out));
#endif

  /* The request: it arrives or not, and the answer arrives or not. */
  STEP(if
       :: DELIVER(r); if :: answer = accepts :: answer = loses fi
       :: answer = loses
       :: answer = refuses
       :: answer = puts_off
       :: answer = holds
       fi);
#ifdef BUG_MIRROR_AFTER_POST
  COPY(MIRROR(r, SENDING, out));
#endif
#ifdef BUG_NO_INTENT
  COPY(skip);
#endif
  COMMIT(if
       :: answer == accepts -> next = SENT; assert(delivered[r] > 0)
#ifdef BUG_RETRY_TIMEOUT
       :: answer == loses -> next = QUEUED
#else
       :: answer == loses -> next = UNKNOWN
#endif
       :: answer == refuses -> next = REJECTED
       :: answer == puts_off -> next = QUEUED
       :: answer == holds -> next = HELD
       fi;
       out = outDb[r];
#ifndef BUG_NO_OUTDATING
       if :: waits(next) && out -> next = SUPERSEDED :: else fi;
#endif
       db[r] = next);
  COPY(MIRROR(r, next, out); onTheWay = NOBODY);
  goto idle
}

/* ---- lib/page/host.ts and lib/background/sending/intake.ts ---- */

#define isAside(s) (s == SUPERSEDED || s == GIVENUP)
#define mayBeMarked(s) (s == SENDING || s == UNKNOWN || s == REJECTED || s == SENT)

active proctype page() {
  byte n = A;
  bool repeats, adds, withdraws, withdrawsAgain, marks, marksAgain;
report:
  /* Nothing is decided before the recovery is done. */
  atomic { recovered -> isMine = true; pageIsGone = false };
#ifdef BUG_EARLY_ACK
  STEP(acked[n] = true);
#endif
  LOCK;
decide:
  STEP(withdraws = n == B && waits(db[A]);
       marks = n == B && mayBeMarked(db[A]);
       withdrawsAgain = n == B && againOf == A && waits(db[AGAIN]);
       marksAgain = n == B && againOf == A && mayBeMarked(db[AGAIN]);
       adds = db[n] == NONE;
#ifndef BUG_NO_REMIRROR
       if :: isAside(db[A]) -> MIRROR(A, db[A], outDb[A]) :: else fi;
       if :: isAside(db[B]) -> MIRROR(B, db[B], outDb[B]) :: else fi;
       if :: isAside(db[AGAIN]) -> MIRROR(AGAIN, db[AGAIN], outDb[AGAIN]) :: else fi;
#endif
       if :: waits(db[n]) && !withdraws && !withdrawsAgain -> goto answer :: else fi);

  /* lib/storage/outbox-store.ts, changeRows: all of it or, when something moved on, nothing */
  STEP(if
       :: withdraws != (n == B && waits(db[A])) ||
          withdrawsAgain != (n == B && againOf == A && waits(db[AGAIN])) -> goto decide
       :: else ->
          if :: withdraws -> db[A] = SUPERSEDED :: else fi;
          if :: withdrawsAgain -> db[AGAIN] = SUPERSEDED :: else fi;
          if :: marks -> outDb[A] = true :: else fi;
          if :: marksAgain -> outDb[AGAIN] = true :: else fi;
#ifndef BUG_TWO_STEPS
          if :: adds -> db[n] = QUEUED :: else fi;
#endif
          mirroring ! _pid
       fi);
#ifdef BUG_TWO_STEPS
  COPY(if :: withdraws -> MIRROR(A, SUPERSEDED, outDb[A]) :: else fi);
  COMMIT(if :: adds -> db[n] = QUEUED :: else fi);
#endif
#ifdef BUG_ACK_BEFORE_MIRROR
  STEP(acked[n] = true);
#endif
  COPY(if :: adds -> MIRROR(n, QUEUED, false) :: else fi;
       if :: withdraws -> MIRROR(A, SUPERSEDED, false) :: else fi;
       if :: withdrawsAgain -> MIRROR(AGAIN, SUPERSEDED, false) :: else fi;
       if :: marks -> MIRROR(A, db[A], true) :: else fi;
       if :: marksAgain -> MIRROR(AGAIN, db[AGAIN], true) :: else fi);
answer:
  STEP(adds = false; withdraws = false; withdrawsAgain = false; marks = false; marksAgain = false;
       deciding = false);
  STEP(acked[n] = true);
  if
#ifndef ONE_NEWS
  :: n == A -> n = B; goto report
#endif
  :: !repeats -> repeats = true; goto report
  :: goto end
  fi;
died:
  atomic { adds = false; withdraws = false; withdrawsAgain = false; marks = false; marksAgain = false };
  if
  :: goto report
  :: pageIsGone -> goto end
  fi;
end:
  skip
}

/* ---- a person, in the popup ---- */

#ifdef PERSON
active proctype person() {
  byte r, s;
  bool decided = false;
begin:
end:
  atomic { !decided && recovered && (db[A] != NONE || db[B] != NONE) -> isMine = true; decided = true; s = 0;
    if :: r = A :: r = B :: r = AGAIN fi };
  if
  :: STEP(if
          :: db[r] == UNKNOWN -> s = SAIDSENT
          :: db[r] == UNKNOWN || waits(db[r]) -> s = GIVENUP
          :: db[r] == HELD -> s = QUEUED
          :: else -> goto begin
          fi;
          db[r] = s; mirroring ! _pid);
     COPY(MIRROR(r, s, false))
  :: LOCK;
     STEP(if
          :: r != AGAIN && againOf == NOBODY && !outDb[r] && (db[r] == UNKNOWN || db[r] == REJECTED) ->
             againOf = r; db[AGAIN] = QUEUED; mirroring ! _pid
          :: else -> deciding = false; goto begin
          fi);
     COPY(MIRROR(AGAIN, QUEUED, false); deciding = false)
  fi;
died:
  atomic { r = 0; s = 0 };
  goto begin
}
#endif

/* ---- what is promised ---- */

/* What was acknowledged never disappears, and nothing gives way to what is not there. */
active proctype watch() {
end:
  atomic {
    acked[A] && !stands(A) || acked[B] && !stands(B) ||
    (whole && db[A] == SUPERSEDED || !whole && mir[A] == SUPERSEDED) && !stands(B) -> assert(false) }
}

#define isTold(n) (delivered[n] > 0 || againOf == n && delivered[AGAIN] > 0)
#define isKept(n) (isTold(n) || isShown(db[n]))

/* When all is quiet: what was acknowledged was told, or gave way to news that was, or is shown to somebody. */
active proctype quiet() {
  timeout;
  assert(!acked[A] || db[A] == SUPERSEDED || isKept(A));
  assert(!acked[B] || isKept(B))
}
