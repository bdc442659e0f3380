---------------------------- MODULE Linux_2_6_26 ----------------------------
(* Generation 2.6.26: writable mmap for FUSE as it was merged in 2008. *)
EXTENDS Properties

Next == \/ \E t \in Tasks : MmNext(t) \/ ReclaimNext(t) \/ DioNext(t) \/ FileNext(t) \/ DirNext(t)
        \/ \E d \in Daemons : DaemonNext(d) \/ EndNext(d)
        \/ \E c \in Ctx : FuseWritepageFinish_wake(c)

Spec == Init /\ [][Next]_vars

(* No deadlock: some context can move, or all is done, or the wait is accepted. *)
P8 == ENABLED Next \/ AllDone \/ SomeOops \/ Accepted
=============================================================================
