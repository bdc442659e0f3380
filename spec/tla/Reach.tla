------------------------------- MODULE Reach --------------------------------
(***************************************************************************)
(* Conditions that a scenario may demand to be reached, so that a verdict  *)
(* is about what the scenario is about.                                    *)
(***************************************************************************)
EXTENDS Properties

(* Some context stands at step l (for a task: not between enqueueing and testing there). *)
Reach_at(l) == \E c \in Ctx : pc[c] = l /\ (c \in Tasks => loc[c].tst = 0)
Reach_at_test(l) == \E t \in Tasks : pc[t] = l /\ loc[t].tst = 1

(* Some task sleeps at step l. *)
Asleep(t) == /\ loc[t].tst = 0
             /\ \/ OnQueue(t, waitq)
                \/ \E f \in Frames : OnQueue(t, lockq[f]) \/ OnQueue(t, wbq[f])
                \/ pc[t] = "request_wait_answer:wait" /\ req[t].waiter = 1
Reach_asleep(l) == \E t \in Tasks : pc[t] = l /\ Asleep(t)

Reach_queued_under_nowrite == writectr < 0 /\ queued # <<>>
Reach_two_in_flight == \E k \in Pages : Cardinality({s \in WbSlots : Visible(s) /\ HoldsPage(s, k)}) >= 2
Reach_cropped == \E s \in WbSlots : Visible(s) /\ req[s].len % 2 = 1
Reach_batch == \E s \in WbSlots : Visible(s) /\ req[s].n >= 2
Reach_chained == \E s \in WbSlots : req[s].aux # <<>>
Reach_redirtied_in_flight == \E k \in Pages : /\ cache[k] # 0
                                              /\ IF cache[k] = 0 THEN FALSE ELSE page[cache[k]].dirty = 1
                                              /\ InFlight(k)
Reach_setattr_error == \E t \in Tasks : req[t].op = "SETATTR" /\ req[t].st = "FINISHED" /\ Failed(req[t])

(* What a property talks about happens: without this "holds" says nothing.   *)
(* The same conditions as in the Java model's Checks.                        *)
Premise_P1 == TruncateWithDaemon
Premise_P2 == dead # {}
Premise_P3 == \E s \in WbSlots : Visible(s)
Premise_P4 == \E h \in Halves : applied[h] > 0
Premise_P5 == \E t \in Tasks : /\ before[t] # {}
                               /\ ip[t] <= Len(Prog[t])
                               /\ Op(t).op \in {"fsync", "close"}
Premise_P6 == Premise_P5 /\ lost.cells \ lost.told # {}
Premise_P14 == FALSE
Premise_P15 == FALSE
Premise_P7 == DaemonOwes /\ \E t \in Tasks : ThirdParty(t)
Premise_P11 == \E h \in 1..Handles : files.count[h] = 0
Premise_P9 == AtRest /\ \E h \in Halves : applied[h] > 0
Premise_P17 == BdiLimit > 0 /\ vmstat.dirty + vmstat.bdi > BdiLimit
Premise_P10 == writectr # 0
Premise_P12 == files.meta # {}
Premise_P13 == \E m \in Maps : \E k \in Pages : pte[m][k] > 0
Premise_P16 == \E f \in Frames : ~Attached(f) /\ Referenced(f, 0)
Premise_PA == writectr < 0 \/ bug # "-"
=============================================================================
