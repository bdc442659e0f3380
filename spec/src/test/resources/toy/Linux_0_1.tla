---- MODULE Linux_0_1 ----
(* A toy with the variables of the real modules: tasks count up and down again. *)
EXTENDS Integers, Sequences, FiniteSets, TLC

CONSTANTS T, Prog, NPages, Copies, FrameCopies, NMaps, FileHalves, Handles, MaxPages,
          DaemonThreads, Allocator, Silent, SetattrMay, WriteMayFail, NoFsync,
          AllocMayFail, MayBlock, BdiLimit, FreeRun

VARIABLES pc, stk, loc, ip, page, cache, pte, lockq, wbq, isize, imutex, bad, fclock, writectr,
          queued, wpages, waitq, req, pending, ssize, sdata, files, vmstat, order, exempt, before,
          dead, cut, applied, lost, gbad, bug

rest == <<stk, page, cache, pte, lockq, wbq, isize, imutex, bad, fclock, queued, wpages, waitq, req,
          pending, ssize, sdata, files, vmstat, order, exempt, before, dead, cut, applied, lost, gbad, bug>>
vars == <<pc, loc, ip, writectr, rest>>

Tasks == 1..T
Slots == 1..(T + NPages * Copies)
Ctx == 1..(2 * T + NPages * Copies)
Frames == 1..(NPages * FrameCopies)
Halves == 0..(2 * NPages - 1)

Init ==
    /\ pc = [c \in Ctx |-> IF c \in Tasks THEN "toy_count:up" ELSE "daemon:read"]
    /\ stk = [c \in Ctx |-> <<>>]
    /\ loc = [c \in Ctx |-> [index |-> 0, tst |-> 0]]
    /\ ip = [t \in Tasks |-> 1]
    /\ page = [f \in Frames |-> [locked |-> 0, upto |-> 1, dirty |-> 0, tag |-> 0, tow |-> 0, wb |-> 0,
                                 data |-> <<99, 0>>]]
    /\ cache = [k \in 0..(NPages - 1) |-> 1]
    /\ pte = [m \in 1..NMaps |-> [k \in 0..(NPages - 1) |-> -1]]
    /\ lockq = [f \in Frames |-> <<>>]
    /\ wbq = [f \in Frames |-> <<>>]
    /\ isize = FileHalves
    /\ imutex = 0 /\ bad = 0 /\ fclock = 0
    /\ writectr = 0
    /\ queued = <<T + 1>> /\ wpages = <<>> /\ waitq = <<>>
    /\ req = [s \in Slots |-> [st |-> "FREE", op |-> "-", off |-> 0, len |-> 0, n |-> 0, data |-> <<0, 0>>,
                               aux |-> <<>>, ff |-> 0, size |-> 0, err |-> 0, page |-> 0, waiter |-> 0]]
    /\ pending = <<>>
    /\ ssize = FileHalves
    /\ sdata = [h \in Halves |-> 99]
    /\ files = [list |-> <<>>, count |-> <<>>, gone |-> <<>>, meta |-> {}, fslock |-> 0, aborted |-> 0,
              untold |-> {}]
    /\ vmstat = [dirty |-> 0, writeback |-> 0, temp |-> 0, cachetemp |-> 0, bdi |-> 0, owed |-> 0, pages |-> 0]
    /\ order = [h \in Halves |-> <<1>>]
    /\ exempt = {} /\ before = [t \in Tasks |-> {}] /\ dead = {10} /\ cut = {}
    /\ applied = [h \in Halves |-> 0]
    /\ lost = [cells |-> {}, told |-> {}]
    /\ gbad = {}
    /\ bug = "-"

Limit == 1

ToyCount_up(t) == /\ pc[t] = "toy_count:up"
                  /\ writectr < Limit
                  /\ writectr' = writectr + 1
                  /\ pc' = [pc EXCEPT ![t] = "toy_count:round"]
                  /\ UNCHANGED <<loc, ip, rest>>

(* Changes nobody's control. *)
ToyCount_round(t) == /\ pc[t] = "toy_count:round"
                     /\ writectr \in 1..2
                     /\ writectr' = writectr + 10
                     /\ UNCHANGED <<pc, loc, ip, rest>>

ToyCount_down(t) == /\ pc[t] = "toy_count:round"
                    /\ ~Silent
                    /\ writectr > 10
                    /\ writectr' = writectr - 11
                    /\ loc' = [loc EXCEPT ![t].index = t]
                    /\ ip' = [ip EXCEPT ![t] = 2]
                    /\ pc' = [pc EXCEPT ![t] = "done"]
                    /\ UNCHANGED rest

Next == \E t \in Tasks : ToyCount_up(t) \/ ToyCount_round(t) \/ ToyCount_down(t)
Spec == Init /\ [][Next]_vars

AllDone == \A t \in Tasks : pc[t] = "done"
Accepted == Silent /\ \A t \in Tasks : pc[t] = "done" \/ t \in MayBlock

P1 == writectr % 10 < 2
P2 == TRUE
P3 == TRUE
P4 == TRUE
P5 == TRUE
P6 == TRUE
P7 == TRUE
P8 == ENABLED Next \/ AllDone \/ Accepted
P9 == TRUE
P10 == writectr < 100
P11 == TRUE
P12 == TRUE
P13 == TRUE
P14 == TRUE
P15 == TRUE
P16 == TRUE
P17 == TRUE
PA == bug = "-"

Premise_P2 == FALSE
Premise_P10 == writectr > 0
====
