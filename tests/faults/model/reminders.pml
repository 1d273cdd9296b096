/*
 * The life of one reminder that GoSMS sends by itself, as lib/background/sending/reminders.ts, dispatcher.ts, intake.ts and
 * recovery.ts play it.
 *
 * The page reports that the appointment was moved away from the reminder's time, and then that it was moved back. The
 * reminder OLD has to be taken back for the first; for the second, AGAIN is planned for the same time, unless OLD still
 * stands for it. The copies of a row, deaths and the two news are as in outbox.pml.
 *
 * -DBUG_... makes a mutant. tests/unit/outbox-spin.test.ts lists them; each has to fail.
 */

#ifndef DEATHS
#define DEATHS 2
#endif

#define OLD 0
#define AGAIN 1
#define ROWS 2

/* States of a row. Of two copies the one with the higher number is further: see `furthest` in recovery.ts. */
#define NONE 0
#define PLANNED 1
#define QUEUED 2
#define SENDING 3
#define UNKNOWN 4
#define SCHEDULED 5
#define WITHDRAWING 6
#define REJECTED 7
#define SKIPPED 8
#define SENT 9

#define AWAY 0
#define BACK 1

/* On disk */
byte db[ROWS], mir[ROWS];
bool outDb, outMir;       /* OLD is no longer so */
bool whole = true;        /* the database knows everything that was ever acknowledged */
bool session = true;      /* storage.session: the copies were merged since the browser started */

/* In the worker's memory */
bool alive[8];            /* by process: a step of an earlier life never happens */
bool recovered = false;   /* the recovery of this life is done */
bool deciding = false;    /* the lock under which intake.ts decides */
chan mirroring = [4] of { pid };   /* who has written to the database and not yet to the mirror */

/* In the world */
bool pageIsGone = false;  /* the browser died since the page began to report */
byte deaths = 0;
bool wasLost = false;
bool acked[2];            /* the page was told that the news is in good hands */
bool reported[2];

/* What GoSMS has of a row */
#define NOTHING 0
#define WAITS 1
#define DELETED 2
#define LEFT 3            /* to the phone */
byte at[ROWS];

/* What the worker goes by, or will once it looks. */
#define known(r) (whole -> db[r] : mir[r])

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

#define MIRROR(r, state, out) mir[r] = state; if :: r == OLD -> outMir = out :: else fi
#define MERGE(r) if :: db[r] < mir[r] -> db[r] = mir[r]; if :: r == OLD -> outDb = outMir :: else fi :: else fi

init {
  atomic { db[OLD] = PLANNED; mir[OLD] = PLANNED; run fate(); run gosms(); run sender(); run withdrawer(); run page() }
}

proctype fate() {
  do
  :: atomic { deaths < DEATHS -> deaths++; DIE; deciding = false;
       do :: mirroring ? _ :: empty(mirroring) -> break od;
       if
       :: skip
       :: pageIsGone = true; session = false
       :: !wasLost -> pageIsGone = true; session = false; wasLost = true; whole = false;
          db[OLD] = NONE; db[AGAIN] = NONE; outDb = false
       fi }
  :: break
  od
}

/* The moment of a reminder may come at any time. Not one that was no longer so may leave unnoticed. */
proctype gosms() {
end:
  do
  :: atomic { at[OLD] == WAITS -> at[OLD] = LEFT; assert(at[AGAIN] != LEFT);
       assert(!(acked[AWAY] && !reported[BACK] &&
                known(OLD) != UNKNOWN && known(OLD) != SENDING && known(OLD) != WITHDRAWING)) }
  :: atomic { at[AGAIN] == WAITS -> at[AGAIN] = LEFT; assert(at[OLD] != LEFT) }
  od
}

/* ---- lib/background/sending/recovery.ts, then promoteReminders and the dispatcher ---- */

mtype = { accepts, loses, refuses };

proctype sender() {
  byte r, next, seen;
  bool out;
  mtype answer;
died:
  isMine = true;
begin:
  STEP(if :: !session || !whole -> MERGE(OLD); MERGE(AGAIN); whole = true; session = true :: else fi);
  r = 0;
  do
  :: r < ROWS ->
     COMMIT(if
#ifdef BUG_RESUME_SENDING
          :: db[r] == SENDING -> db[r] = PLANNED
#else
          :: db[r] == SENDING -> db[r] = UNKNOWN
#endif
          :: else
          fi; next = db[r]; out = outDb);
#ifdef BUG_NO_REMIRROR
     COPY(if :: next == UNKNOWN || next == QUEUED -> MIRROR(r, next, out) :: else fi);
#else
     COPY(if :: next != NONE -> MIRROR(r, next, out) :: else fi);
#endif
     r++
  :: else -> break
  od;
  STEP(recovered = true);

idle:
  atomic { r = 0; next = 0; seen = 0; out = false; answer = 0 };
end:
  do
  :: !isMine -> goto died
  :: atomic { isMine && db[OLD] == PLANNED -> r = OLD }; goto promote
#ifdef BUG_NO_WAIT
  :: atomic { isMine && db[AGAIN] == PLANNED -> r = AGAIN; seen = NONE }; goto promote
#else
  :: atomic { isMine && db[AGAIN] == PLANNED && db[OLD] != WITHDRAWING -> r = AGAIN; seen = db[OLD] };
     goto promote
#endif
  :: atomic { isMine && db[OLD] == QUEUED -> r = OLD }; goto claim
  :: atomic { isMine && db[AGAIN] == QUEUED -> r = AGAIN }; goto claim
  od;

promote:
  COMMIT(if :: db[r] == PLANNED -> db[r] = (seen == SENT -> SKIPPED : QUEUED) :: else fi;
         next = db[r]; out = outDb);
  COPY(MIRROR(r, next, out));
  goto idle;

claim:
  COMMIT(if :: db[r] == QUEUED -> db[r] = SENDING :: else fi; next = db[r]; out = outDb);
  COPY(MIRROR(r, next, out));
  if :: next != SENDING -> goto idle :: else fi;

  /* The request: it arrives or not, and the answer with its id arrives or not. */
  STEP(if
       :: assert(at[r] == NOTHING); at[r] = WAITS; if :: answer = accepts :: answer = loses fi
       :: answer = loses
       :: answer = refuses
       fi);
  COMMIT(if
#ifdef BUG_RETRY_SCHEDULE
       :: answer == loses -> next = QUEUED
#else
       :: answer == loses -> next = UNKNOWN
#endif
       :: answer == refuses -> next = REJECTED
#ifdef BUG_SCHEDULED_IN_VAIN
       :: answer == accepts -> next = SCHEDULED
#else
       :: answer == accepts -> next = (r == OLD && outDb -> WITHDRAWING : SCHEDULED)
#endif
       fi;
       db[r] = next; out = outDb);
  COPY(MIRROR(r, next, out));
  goto idle
}

/* ---- withdrawReminders: only what GoSMS says when asked again counts ---- */

proctype withdrawer() {
  byte next;
  bool out;
died:
begin:
  atomic { next = 0; out = false };
end:
  atomic { recovered && db[OLD] == WITHDRAWING -> isMine = true };
  STEP(if
       :: at[OLD] == WAITS -> at[OLD] = DELETED
       :: skip /* the request is lost, or refused */
       fi);
#ifdef BUG_UNVERIFIED
  STEP(next = SKIPPED);
#else
  STEP(if
       :: at[OLD] == DELETED -> next = SKIPPED
       :: at[OLD] == LEFT -> next = SENT
       :: next = WITHDRAWING /* nobody knows yet */
       fi);
#endif
  COMMIT(if :: db[OLD] == WITHDRAWING -> db[OLD] = next :: else fi; next = db[OLD]; out = outDb);
  COPY(MIRROR(OLD, next, out));
  goto begin
}

/* ---- lib/background/sending/intake.ts ---- */

#define isWaiting(s) (s == PLANNED || s == QUEUED)
/* Its key is free for a row with the same news. */
#define isFreed(s) (s == WITHDRAWING || s == SKIPPED || s == NONE)

proctype page() {
  byte n = AWAY, old, new;
  bool adds;
report:
  /* Nothing is decided before the recovery is done. */
  atomic { recovered -> isMine = true; pageIsGone = false };
  if
  :: !isMine -> goto died
  :: atomic { isMine && !deciding -> deciding = true; reported[n] = true }
  fi;
  /* A text that waits tells the same already: nothing is written. */
  if
  :: STEP(if
          :: n == AWAY && outDb || n == BACK && db[AGAIN] != NONE -> skip
          :: else -> goto decide
          fi);
     goto answer
  :: goto decide
  fi;
decide:
  /* lib/storage/outbox-store.ts, changeRows */
  COMMIT(if
         :: n == AWAY -> outDb = true;
            if
            :: isWaiting(db[OLD]) -> db[OLD] = SKIPPED
#ifndef BUG_NO_WITHDRAWAL
            :: db[OLD] == SCHEDULED -> db[OLD] = WITHDRAWING
#endif
            :: else
            fi
         :: n == BACK ->
            adds = isFreed(db[OLD]) && db[AGAIN] == NONE;
            if :: adds -> db[AGAIN] = PLANNED :: !isFreed(db[OLD]) -> outDb = false :: else fi
         fi;
         old = db[OLD]; new = db[AGAIN]);
#ifdef BUG_ACK_BEFORE_MIRROR
  STEP(acked[n] = true);
#endif
  COPY(MIRROR(OLD, old, outDb); if :: new != NONE -> MIRROR(AGAIN, new, false) :: else fi);
answer:
  STEP(deciding = false; adds = false; old = 0; new = 0);
  STEP(acked[n] = true);
  if
  :: n == AWAY -> n = BACK; goto report
  :: goto end
  fi;
died:
  atomic { adds = false; old = 0; new = 0 };
  if
  :: goto report
  :: pageIsGone -> goto end
  fi;
end:
  skip
}

/* ---- what is promised ---- */

/* News that was acknowledged keeps its reminder: one stands for it, left already, or waits for a person. */
active proctype watch() {
end:
  atomic { acked[BACK] && isFreed(known(OLD)) && known(AGAIN) == NONE -> assert(false) }
}

/* When all is quiet, nothing that was to leave still waits here. */
active proctype quiet() {
  timeout;
  assert(!isWaiting(db[OLD]) && !isWaiting(db[AGAIN]))
}
