/*
 * Several computers of a practice, one text, and the registry in which they agree on it, as Promela. `pan` looks at
 * every state that they can reach. A computer may die between any two steps, and sleep for as long as it likes: what
 * another one takes for gone may go on. Whoever is silent may be taken for gone at any moment, and the registry may be
 * out of reach.
 *
 * With RESTORE an older state of the registry is brought back once, as docs/workstations.md says: sending is stopped on
 * all computers, each tells anew what it sent, and only when all have done so does sending go on.
 *
 * What is not so is a mutant: BUG names one, from the environment, in the order of the test.
 */
#ifndef COMPUTERS
#define COMPUTERS 2
#endif
#ifndef DEATHS
#define DEATHS 2
#endif

/* The claim in the registry, and whose it is. */
#define NOBODY 0
#define CLAIMED 1
#define SENDING 2
#define SENT 3
#define UNKNOWN 4

c_decl { \#include <stdlib.h> }
byte claim = NOBODY, owner = 255;
/* The row on each computer's disk: what waits is NOBODY. */
byte row[COMPUTERS];
/* Whether it is on disk that the others are yet to hear of it. */
bool untold[COMPUTERS];
byte arrived = 0, deaths = 0, over = 0, refusals = 0;
byte bug = 0;
#ifdef RESTORE
/* A person has stopped sending everywhere. */
bool stopped = false;
bool restored = false, isOver = false;
/* Whether it left, or may have left, here: what another computer sent, that one tells. */
bool left[COMPUTERS];
bool anew[COMPUTERS];
byte told = 0;
byte kept = NOBODY, keptOwner = 255;
#define TELL_ANEW atomic { restored && !anew[me] -> \
  if :: bug == 7 || !left[me] -> skip \
     :: bug != 7 && left[me] && row[me] == SENT -> claim = SENT; owner = me \
     :: bug != 7 && left[me] && row[me] == UNKNOWN && claim != SENT -> claim = UNKNOWN; owner = me \
     :: else fi; \
  anew[me] = true; told++ }
#define MAY_GO_ON !stopped
#define LEAVES left[me] = true
#define STAYS left[me] = false
#define MAY_LEAVE if :: atomic { stopped -> row[me] = NOBODY; STAYS; goto settle } :: else fi

/* Backed up at any moment, and brought back at any later one. */
proctype administrator() {
  atomic { kept = claim; keptOwner = owner }
  if :: bug != 9 -> stopped = true :: else fi;
  atomic { claim = kept; owner = keptOwner; restored = true }
  told == COMPUTERS || (bug == 8 && told > 0);
  atomic { stopped = false; isOver = true }
}
#else
#define MAY_GO_ON true
#define LEAVES skip
#define STAYS skip
#define MAY_LEAVE skip
#endif

#define MAY_DIE if :: atomic { deaths < DEATHS -> deaths++; goto boot } :: skip fi
/* Compare-and-set: only if it is still as it was seen. */
#define IS_MINE (claim == CLAIMED && owner == me)

proctype computer(byte me) {
  byte seen, whose;
boot:
  /* Who finds a row in `sending` and did not put it there knows only that much. */
  atomic { if :: row[me] == SENDING && bug != 1 -> row[me] = UNKNOWN
              :: row[me] == SENDING && bug == 1 -> row[me] = NOBODY
              :: else fi }
settle:
  /* What was begun is told first, from what is on disk. */
  atomic { if
    :: !untold[me] -> skip
    :: untold[me] && row[me] == NOBODY ->
       if :: owner == me && (claim == CLAIMED || claim == SENDING) -> claim = NOBODY; owner = 255 :: else fi;
       untold[me] = false
    :: untold[me] && row[me] == SENT -> claim = SENT; owner = me; untold[me] = false
    :: untold[me] && row[me] == UNKNOWN ->
       if :: owner == me && bug != 2 -> claim = UNKNOWN
          :: owner == me && bug == 2 -> claim = NOBODY; owner = 255
          :: else fi;
       untold[me] = false
  fi }
  do
  :: row[me] != NOBODY -> break
#ifdef RESTORE
  :: TELL_ANEW
#endif
  :: row[me] == NOBODY && MAY_GO_ON ->
     atomic { seen = claim; whose = owner }
     MAY_DIE;
     atomic { if
       :: seen == SENT -> row[me] = SENT; goto done
       :: seen == UNKNOWN -> row[me] = UNKNOWN; goto done
       :: (seen == SENDING && whose == me) -> row[me] = UNKNOWN; goto done
       :: seen == SENDING && whose != me && bug != 3 ->
          /* Taken for gone; or, while it is not, waited for: the same, later. */
          if :: claim == SENDING && owner == whose -> claim = UNKNOWN :: else fi; goto settle
       :: seen == SENDING && whose != me && bug == 3 ->
          if :: claim == SENDING && owner == whose -> claim = CLAIMED; owner = me :: else -> goto settle fi
       :: (seen == NOBODY || seen == CLAIMED) && bug != 4 ->
          if :: claim == seen && owner == whose -> claim = CLAIMED; owner = me :: else -> goto settle fi
       :: (seen == NOBODY || seen == CLAIMED) && bug == 4 -> claim = CLAIMED; owner = me
     fi }
     MAY_DIE;
     if :: atomic { bug != 5 -> row[me] = SENDING; LEAVES } :: else fi;
     MAY_DIE;
     untold[me] = true;
     MAY_DIE;
     atomic { if
       :: bug == 6 -> skip
       :: bug != 6 && IS_MINE -> claim = SENDING
       :: bug != 6 && !IS_MINE -> row[me] = NOBODY; STAYS; goto settle
     fi }
     MAY_LEAVE;
     if
     :: atomic { arrived++; assert(arrived <= 1) };
        MAY_DIE;
        /* The answer came, or it did not. */
        if :: row[me] = SENT :: row[me] = UNKNOWN fi
     :: row[me] = UNKNOWN
        /* Refused for certain: it may be tried again. */
     :: atomic { refusals < 1 -> refusals++; row[me] = NOBODY; STAYS }; goto settle
     fi;
     MAY_DIE;
     goto settle
  od;
done:
#ifdef RESTORE
  /* Who has nothing left to send tells it anew as well. */
  do
  :: TELL_ANEW
  :: isOver && anew[me] -> break
  od;
#endif
  over++
}

init {
  byte each = 0;
  c_code { char *named = getenv("BUG"); now.bug = named ? atoi(named) : 0; };
#ifdef RESTORE
  run administrator();
#endif
  atomic { do :: each < COMPUTERS -> run computer(each); each++ :: else -> break od }
  over == COMPUTERS;
  /* Nothing is lost in silence: what did not arrive is shown as sent nowhere, and somebody is asked. */
  each = 0;
  do
  :: each < COMPUTERS -> assert(arrived == 1 || row[each] != SENT); assert(row[each] != NOBODY); each++
  :: else -> break
  od;
  if
  :: arrived == 0 -> each = 0;
     do
     :: each < COMPUTERS && row[each] == UNKNOWN -> goto asked
     :: each < COMPUTERS && row[each] != UNKNOWN -> each++
     :: else -> assert(false)
     od
  :: else
  fi;
asked:
  skip
}
