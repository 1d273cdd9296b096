/*
 * What a patient's answer does to a reminder that is just being handed over, as lib/background/sending/dispatcher.ts,
 * refit.ts, replies.ts, reminders.ts and recovery.ts play it.
 *
 * A person reads "does not come". A reminder that waits or stands at GoSMS is given up with that; one on its way nobody
 * can take back, and so it is looked at once more when GoSMS has it. That it is to be is on disk before the request, for
 * the worker may die before the look. The copies of a row and deaths are as in outbox.pml.
 *
 * The environment's BUG chooses a mutant, so that one program checks them all. tests/unit/outbox-spin.test.ts lists
 * them; each has to fail.
 */

#ifndef DEATHS
#define DEATHS 2
#endif

c_decl {
\#include <stdlib.h>
}

#define NO_LOOK 1
#define NO_LOOK_AFTER_DEATH 2
#define NOTED_TOO_LATE 3
#define ENDED_TOO_SOON 4
#define NOTED_IN_SESSION 5
byte bug;

/* States of the row, as in reminders.pml */
#define NONE 0
#define QUEUED 2
#define SENDING 3
#define UNKNOWN 4
#define SCHEDULED 5
#define WITHDRAWING 6
#define REJECTED 7
#define SKIPPED 8

/* On disk */
byte db = QUEUED, mir = QUEUED;
bool saidDb, saidMir;     /* that the patient does not come */
bool noted;               /* lib/storage/hand-overs.ts; beside the database, and not lost with it */
bool whole = true;        /* the database knows everything that was ever acknowledged */
bool session = true;      /* storage.session: the copies were merged since the browser started */

/* In the worker's memory */
bool alive[8];            /* by process: a step of an earlier life never happens */
bool recovered = false;   /* the recovery of this life is done */
chan mirroring = [4] of { pid };   /* who has written to the database and not yet to the mirror */

/* In the world */
byte deaths = 0;
bool wasLost = false;
bool acked;               /* the person was told that the answer is in good hands */

/* What GoSMS has of it */
#define NOTHING 0
#define WAITS 1
#define DELETED 2
byte at = NOTHING;

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

/* The row that was answered has a second copy as well. */
#define MIRROR(state, said) mir = state; saidMir = said
#define MERGE if :: db < mir -> db = mir :: else fi; if :: saidMir -> saidDb = true :: else fi

init {
  atomic {
    c_code { now.bug = getenv("BUG") ? atoi(getenv("BUG")) : 0; };
    run fate(); run sender(); run withdrawer(); run person()
  }
}

proctype fate() {
  do
  :: atomic { deaths < DEATHS -> deaths++; DIE;
       do :: mirroring ? _ :: empty(mirroring) -> break od;
       if
       :: skip
       :: session = false; if :: bug == NOTED_IN_SESSION -> noted = false :: else fi
       :: !wasLost -> session = false; wasLost = true; whole = false; db = NONE; saidDb = false;
          if :: bug == NOTED_IN_SESSION -> noted = false :: else fi
       fi }
  :: break
  od
}

/* ---- recovery.ts, what the worker before has left, and dispatcher.ts ---- */

mtype = { accepts, loses, refuses };

/* It reads first, and writes only where the row is as it was. */
#define LOOK \
  STEP(seen = saidDb); \
  COMMIT(if :: seen && db == SCHEDULED -> db = WITHDRAWING :: else fi; next = db; said = saidDb); \
  COPY(MIRROR(next, said))

proctype sender() {
  byte next;
  bool seen, said, left;
  mtype answer;
died:
  isMine = true;
  STEP(if :: !session || !whole -> MERGE; whole = true; session = true :: else fi);
  COMMIT(if :: db == SENDING -> db = UNKNOWN :: else fi; next = db; said = saidDb);
  COPY(if :: next != NONE -> MIRROR(next, said) :: else fi);
  STEP(recovered = true);
  STEP(left = (noted && bug != NO_LOOK_AFTER_DEATH));
  if
  :: left ->
     LOOK;
     STEP(noted = false)
  :: else
  fi;

idle:
  atomic { next = 0; seen = false; said = false; left = false; answer = 0 };
end:
  do
  :: !isMine -> goto died
  :: atomic { isMine && db == QUEUED -> skip }; goto claim
  od;

claim:
  COMMIT(if :: db == QUEUED -> db = SENDING :: else fi; next = db; said = saidDb);
  COPY(MIRROR(next, said));
  if :: next != SENDING -> goto idle :: else fi;
  STEP(noted = (bug != NOTED_TOO_LATE));

  /* The request: it arrives or not, and the answer with its id arrives or not. */
  STEP(if
       :: assert(at == NOTHING); at = WAITS; if :: answer = accepts :: answer = loses fi
       :: answer = loses
       :: answer = refuses
       fi);
  COMMIT(if
         :: answer == loses -> db = UNKNOWN
         :: answer == refuses -> db = REJECTED
         :: answer == accepts -> db = SCHEDULED
         fi;
         next = db; said = saidDb);
  COPY(MIRROR(next, said));
  STEP(if :: bug == NOTED_TOO_LATE -> noted = true :: bug == ENDED_TOO_SOON -> noted = false :: else fi);
  if
  :: bug != NO_LOOK -> LOOK
  :: else
  fi;
  STEP(noted = false);
  goto idle
}

/* ---- withdrawReminders: deletes fail or time out, and only what GoSMS says when asked again counts ---- */

proctype withdrawer() {
  byte next;
  bool said;
died:
  atomic { next = 0; said = false };
end:
  atomic { recovered && db == WITHDRAWING -> isMine = true };
  STEP(if :: at == WAITS -> at = DELETED :: skip fi);
  STEP(if :: at == DELETED -> next = SKIPPED :: next = WITHDRAWING fi);
  COMMIT(if :: db == WITHDRAWING -> db = next :: else fi; next = db; said = saidDb);
  COPY(MIRROR(next, said));
  goto died
}

/* ---- replies.ts: what is read, and what that gives up, is one transaction ---- */

proctype person() {
  byte next;
read:
  atomic { recovered -> isMine = true };
  COMMIT(saidDb = true;
         if
         :: db == QUEUED -> db = SKIPPED
         :: db == SCHEDULED -> db = WITHDRAWING
         :: else
         fi;
         next = db);
  COPY(MIRROR(next, true));
  STEP(acked = true);
  goto end;
died:
  /* Without an answer a person tries once more, or does not. */
  if :: goto read :: goto end fi;
end:
  skip
}

/* ---- what is promised ---- */

/* When all is quiet, nobody who does not come is reminded, as far as anybody can know. */
active proctype quiet() {
  timeout;
  assert(db != QUEUED);
  assert(!acked || db != SCHEDULED);
  assert(!acked || at != WAITS || db == UNKNOWN)
}
