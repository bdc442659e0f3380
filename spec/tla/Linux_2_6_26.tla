---------------------------- MODULE Linux_2_6_26 ----------------------------
(* Generation 2.6.26: writable mmap for FUSE as it was merged in 2008. *)
EXTENDS Properties

(* Who comes to the steps of a function at all: those with an operation that calls it. *)
Faulting   == Doing({"store", "dio_read"})
Setting    == Doing({"truncate", "chmod"})
Nowriting  == Doing({"truncate", "chmod", "fsync", "close"})
Fsyncing   == Doing({"fsync"})
Closing    == Doing({"close"})
Writing    == Doing({"write"})
Reading    == Doing({"dio_read"})
Shrinking  == Doing({"reclaim", "reclaim_costly", "reclaim_nofs", "migrate"})
Throttled  == Doing({"throttle"})
Syncing    == Doing({"sync"})
Aborting   == Doing({"abort"})
WritebackDaemons == {T + s : s \in WbSlots}

Next == \/ \E t \in Faulting : FaultNext(t)
        \/ \E t \in Reading : DioNext(t)
        \/ \E t \in Writing : WriteNext(t)
        \/ \E t \in Setting : SetattrNext(t) \/ TruncationNext(t)
        \/ \E t \in Nowriting : NowriteNext(t)
        \/ \E t \in Fsyncing : FsyncNext(t)
        \/ \E t \in Closing : CloseNext(t)
        \/ \E t \in Shrinking : ReclaimNext(t) \/ MigrateNext(t)
        \/ \E t \in Throttled : ThrottleVmWriteout_congestion_wait(t)
        \/ \E t \in Syncing : SyncInodesSb_start(t)
        \/ \E t \in Aborting : AbortNext(t) \/ EndNext(t)
        \/ \E t \in Tasks : WritebackNext(t) \/ FileNext(t) \/ HookNext(t)
        \/ \E d \in Daemons : DaemonNext(d)
        \/ \E d \in WritebackDaemons : EndNext(d)
        \/ \E c \in Ctx : FuseWritepageFinish_wake(c)

Spec == Init /\ [][Next]_vars

(* No deadlock: some context can move, or all is done, or the wait is accepted. *)
P8 == ENABLED Next \/ AllDone \/ SomeOops \/ Accepted
=============================================================================
