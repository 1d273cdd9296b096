/*
 * What a bulk cancellation does to a reminder that waits, is being handed over, or stands at GoSMS, as
 * lib/background/sending/bulk-send.ts, stop-bulk.ts, give-up.ts, giving-back.ts, reminders.ts, dispatcher.ts and
 * recovery.ts play it.
 *
 * A person sends the cancellation CANCEL, which takes the reminder OLD back, and may stop it; the dispatcher may drop
 * it, and GoSMS may refuse it. As long as it has not left, that gives the reminder back: OLD, if it was only being
 * handed over, or else AGAIN. Whoever ends it but a person writes down that it owes that, and a later step does it.
 * The copies of a row and deaths are as in outbox.pml.
 *
 * The environment's BUG chooses a mutant, so that one program checks them all. tests/unit/outbox-spin.test.ts lists
 * them; each has to fail.
 */

#ifndef DEATHS
#define DEATHS 1
#endif

c_decl {
\#include <stdlib.h>
}

#define NO_TAKING_BACK 1
#define NO_OUTDATING 2
#define STOP_IN_TWO_STEPS 3
#define UNVERIFIED 4
#define ACK_BEFORE_MIRROR 5
#define BACK_TO_QUEUE 6
#define NO_WAIT 7
#define STAYS_OUTDATED 8
#define NOT_OWED 9
#define OWED_IN_ONE_COPY 10
#define PAID_BEFORE 11
byte bug;

#define OLD 0
#define AGAIN 1
#define CANCEL 2
#define ROWS 3

/* States of a row, as in reminders.pml */
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

/* On disk */
byte db[ROWS], mir[ROWS];
bool outDb, outMir;       /* OLD is no longer so */
bool owesDb, owesMir;     /* CANCEL has yet to give the reminder back */
bool whole = true;        /* the database knows everything that was ever acknowledged */
bool session = true;      /* storage.session: the copies were merged since the browser started */

/* In the worker's memory */
bool alive[9];            /* by process: a step of an earlier life never happens */
bool recovered = false;   /* the recovery of this life is done */
bool isStopped = false;   /* the batch, whatever of it is on its way */
chan mirroring = [4] of { pid };   /* who has written to the database and not yet to the mirror */

/* In the world */
byte deaths = 0;
bool wasLost = false;
bool sentAcked, stopAsked, stopAcked, told;

/* What GoSMS has of a reminder */
#define NOTHING 0
#define WAITS 1
#define DELETED 2
#define LEFT 3            /* to the phone */
byte at[2];

#define known(r) (whole -> db[r] : mir[r])
#define isWaiting(s) (s == PLANNED || s == QUEUED)
#define isShown(s) (s == UNKNOWN || s == REJECTED)
#define isGone(s) (s == WITHDRAWING || s == SKIPPED)
#define isEnded(s) (s == REJECTED || s == SKIPPED)

#define isMine alive[_pid]
#define DIE recovered = false; isStopped = false; \
  alive[0] = false; alive[1] = false; alive[2] = false; alive[3] = false; alive[4] = false; alive[5] = false; \
  alive[6] = false; alive[7] = false; alive[8] = false

/* A step of the worker happens whole, or the worker died before it. */
#define STEP(what) atomic { if :: isMine -> what :: else -> goto died fi }
#define COMMIT(what) STEP(mirroring ! _pid; what)
#define COPY(what) if \
  :: !isMine -> goto died \
  :: atomic { isMine && mirroring ? [eval(_pid)] -> mirroring ? eval(_pid); what } \
  fi

#define MIRROR(r, state, out) mir[r] = state; if :: r == OLD -> outMir = out :: else fi
#define MERGE(r) if \
  :: db[r] < mir[r] -> db[r] = mir[r]; \
     if :: r == OLD -> outDb = outMir :: r == CANCEL -> owesDb = owesMir :: else fi \
  :: else \
  fi

init {
  atomic {
    c_code { now.bug = getenv("BUG") ? atoi(getenv("BUG")) : 0; };
    db[OLD] = PLANNED; mir[OLD] = PLANNED;
    run fate(); run gosms(); run sender(); run withdrawer(); run person()
  }
}

proctype fate() {
  do
  :: atomic { deaths < DEATHS -> deaths++; DIE;
       do :: mirroring ? _ :: empty(mirroring) -> break od;
       if
       :: skip
       :: session = false
       :: !wasLost -> session = false; wasLost = true; whole = false;
          db[OLD] = NONE; db[AGAIN] = NONE; db[CANCEL] = NONE; outDb = false; owesDb = false
       fi }
  :: break
  od
}

/* The moment of a reminder may come at any time. Once the cancellation is in good hands, none leaves unnoticed. */
proctype gosms() {
end:
  do
  :: atomic { at[OLD] == WAITS -> at[OLD] = LEFT; assert(at[AGAIN] != LEFT);
       assert(!(sentAcked && !stopAsked && !isEnded(known(CANCEL)) &&
                known(OLD) != UNKNOWN && known(OLD) != SENDING && known(OLD) != WITHDRAWING)) }
  :: atomic { at[AGAIN] == WAITS -> at[AGAIN] = LEFT; assert(at[OLD] != LEFT) }
  od
}

/* ---- recovery.ts, then promoteReminders and dispatcher.ts ---- */

mtype = { accepts, loses, refuses, puts_off };

#define GIVE_BACK if \
  :: db[OLD] == SENDING && bug != STAYS_OUTDATED -> outDb = false \
  :: isGone(db[OLD]) && db[AGAIN] == NONE -> db[AGAIN] = PLANNED \
  :: else \
  fi

#define OWE if :: bug != NOT_OWED -> owesDb = true :: else fi

proctype sender() {
  byte r, next, again;
  bool out, owes;
  mtype answer;
died:
  isMine = true;
  STEP(if :: !session || !whole -> MERGE(OLD); MERGE(AGAIN); MERGE(CANCEL); whole = true; session = true :: else fi);
  r = 0;
  do
  :: r < ROWS ->
     COMMIT(if :: db[r] == SENDING -> db[r] = UNKNOWN :: else fi; next = db[r]; out = outDb);
     COPY(if
          :: next != NONE -> MIRROR(r, next, out)
          :: else
          fi);
     r++
  :: else -> break
  od;
  STEP(recovered = true);

idle:
  atomic { r = 0; next = 0; again = 0; out = false; owes = false; answer = 0 };
end:
  do
  :: !isMine -> goto died
  :: atomic { isMine && db[OLD] == PLANNED -> r = OLD }; goto promote
  :: atomic { isMine && db[AGAIN] == PLANNED && (bug == NO_WAIT || db[OLD] != WITHDRAWING) -> r = AGAIN };
     goto promote
  :: atomic { isMine && db[OLD] == QUEUED -> r = OLD }; goto claim
  :: atomic { isMine && db[AGAIN] == QUEUED -> r = AGAIN }; goto claim
  :: atomic { isMine && db[CANCEL] == QUEUED -> r = CANCEL }; goto claim
  :: atomic { isMine && owesDb -> r = CANCEL }; goto give_back
  od;

give_back:
  if :: bug == PAID_BEFORE -> COMMIT(owesDb = false); COPY(owesMir = false) :: else fi;
  COMMIT(if :: owesDb || bug == PAID_BEFORE -> owesDb = false; GIVE_BACK :: else fi;
         out = outDb; again = db[AGAIN]);
  COPY(owesMir = false; outMir = out; if :: again != NONE -> MIRROR(AGAIN, again, false) :: else fi);
  goto idle;

promote:
  COMMIT(if
         :: db[r] == PLANNED && r == AGAIN && (db[OLD] == SENT || db[OLD] == UNKNOWN) -> db[r] = SKIPPED
         :: db[r] == PLANNED && !(r == AGAIN && (db[OLD] == SENT || db[OLD] == UNKNOWN)) -> db[r] = QUEUED
         :: else
         fi;
         next = db[r]; out = outDb);
  COPY(MIRROR(r, next, out));
  goto idle;

claim:
  COMMIT(if
         :: db[r] == QUEUED -> db[r] = SENDING; assert(!(r == CANCEL && stopAcked))
         :: db[r] == QUEUED && r == CANCEL -> db[r] = SKIPPED; OWE
         :: else
         fi;
         next = db[r]; out = outDb; owes = owesDb);
  COPY(MIRROR(r, next, out); if :: r == CANCEL && bug != OWED_IN_ONE_COPY -> owesMir = owes :: else fi);
  if :: next != SENDING -> goto idle :: else fi;

  /* The request: it arrives or not, and the answer arrives or not. */
  STEP(if
       :: r == CANCEL -> assert(!told); told = true;
          if :: answer = accepts :: answer = loses fi
       :: r != CANCEL -> assert(at[r] == NOTHING); at[r] = WAITS; if :: answer = accepts :: answer = loses fi
       :: answer = loses
       :: answer = refuses
       :: r == CANCEL && deaths == 0 -> answer = puts_off
       fi);
  COMMIT(if
       :: answer == loses -> db[r] = UNKNOWN
       :: answer == refuses -> db[r] = REJECTED; if :: r == CANCEL -> OWE :: else fi
       :: answer == accepts && r == CANCEL -> db[r] = SENT
       :: answer == accepts && r != CANCEL -> db[r] = (r == OLD && outDb -> WITHDRAWING : SCHEDULED)
       :: answer == puts_off && isStopped && bug != BACK_TO_QUEUE -> db[CANCEL] = SKIPPED; GIVE_BACK
       :: answer == puts_off && !(isStopped && bug != BACK_TO_QUEUE) -> db[CANCEL] = QUEUED
       fi;
       next = db[r]; out = outDb; owes = owesDb; again = (r == CANCEL -> db[AGAIN] : NONE));
  COPY(MIRROR(r, next, out);
       if :: r == CANCEL && bug != OWED_IN_ONE_COPY -> owesMir = owes :: else fi;
       if :: again != NONE -> MIRROR(AGAIN, again, false) :: else fi);
  goto idle
}

/* ---- withdrawReminders: deletes fail or time out, and only what GoSMS says when asked again counts ---- */

proctype withdrawer() {
  byte next;
  bool out;
died:
  atomic { next = 0; out = false };
end:
  atomic { recovered && db[OLD] == WITHDRAWING -> isMine = true };
  STEP(if :: at[OLD] == WAITS -> at[OLD] = DELETED :: skip fi);
  STEP(if
       :: bug == UNVERIFIED -> next = SKIPPED
       :: bug != UNVERIFIED && at[OLD] == DELETED -> next = SKIPPED
       :: bug != UNVERIFIED && at[OLD] == LEFT -> next = SENT
       :: bug != UNVERIFIED -> next = WITHDRAWING /* nobody knows yet */
       fi);
  COMMIT(if :: db[OLD] == WITHDRAWING -> db[OLD] = next :: else fi; next = db[OLD]; out = outDb);
  COPY(MIRROR(OLD, next, out));
  goto died
}

/* ---- the bulk window ---- */

proctype person() {
  byte old, cancel;
  bool out;
press:
  atomic { recovered -> isMine = true };
  COMMIT(if
         :: db[CANCEL] == NONE ->
            db[CANCEL] = QUEUED;
            if
            :: isWaiting(db[OLD]) -> db[OLD] = SKIPPED
            :: db[OLD] == SCHEDULED && bug != NO_TAKING_BACK -> db[OLD] = WITHDRAWING
            :: db[OLD] == SENDING && bug != NO_OUTDATING -> outDb = true
            :: else
            fi
         :: else
         fi;
         old = db[OLD]; cancel = db[CANCEL]; out = outDb);
  if :: bug == ACK_BEFORE_MIRROR -> STEP(sentAcked = true) :: else fi;
  COPY(MIRROR(CANCEL, cancel, false); MIRROR(OLD, old, out));
  STEP(sentAcked = true; old = 0; cancel = 0; out = false);
  if :: goto stop :: goto end fi;

stop:
  atomic { recovered -> isMine = true; stopAsked = true; isStopped = true };
  COMMIT(if
         :: db[CANCEL] == QUEUED ->
            db[CANCEL] = SKIPPED;
            if :: bug != STOP_IN_TWO_STEPS -> GIVE_BACK :: else fi
         :: else
         fi;
         old = db[AGAIN]; cancel = db[CANCEL]; out = outDb);
  COPY(MIRROR(CANCEL, cancel, false); outMir = out; if :: old != NONE -> MIRROR(AGAIN, old, false) :: else fi);
  if
  :: bug == STOP_IN_TWO_STEPS ->
     COMMIT(if :: db[CANCEL] == SKIPPED -> GIVE_BACK :: else fi; old = db[AGAIN]);
     COPY(if :: old != NONE -> MIRROR(AGAIN, old, false) :: else fi)
  :: else
  fi;
  STEP(stopAcked = true);
  goto end;
died:
  /* Without an answer a person tries once more, or does not. */
  atomic { old = 0; cancel = 0; out = false };
  if :: !sentAcked -> goto press :: sentAcked && stopAsked -> goto stop :: goto end fi;
end:
  skip
}

/* ---- what is promised ---- */

/* What was acknowledged never disappears. */
active proctype watch() {
end:
  atomic { sentAcked && known(CANCEL) == NONE -> assert(false) }
}

/* When all is quiet: the cancellation was told or is shown, and where it ended untold the patient has a reminder. */
active proctype quiet() {
  timeout;
  assert(!isWaiting(db[OLD]) && !isWaiting(db[AGAIN]) && !isWaiting(db[CANCEL]));
  assert(!owesDb);
  assert(!(sentAcked && !stopAsked) || told || isShown(db[CANCEL]) || db[CANCEL] == SKIPPED);
  assert(db[CANCEL] != SKIPPED || !told);
  assert(!isEnded(db[CANCEL]) || told || at[OLD] == LEFT || at[AGAIN] == LEFT || isShown(db[OLD]) || isShown(db[AGAIN]))
}
