------------------------------- MODULE FuseDir ------------------------------
(***************************************************************************)
(* fs/fuse/dir.c of Linux 2.6.26 (3be5a52b30aa): the nowrite protocol and  *)
(* its users fuse_do_setattr and fsync (fuse_sync_writes).                 *)
(***************************************************************************)
EXTENDS FuseFile

SetattrLabel == "fuse_do_setattr:get_req"     \* ->setattr

NotifyChange_i_mutex(t) ==
    /\ pc[t] = "notify_change:i_mutex"
    /\ imutex = 0
    /\ imutex' = t
    /\ before' = [before EXCEPT ![t] = IF Op(t).op = "truncate" THEN EndedStores ELSE {}]
    /\ Goto(t, SetattrLabel, NoLocals)
    /\ UNCHANGED <<mm, pageq, isize, bad, fclock, fi, dev, srv,
                   order, exempt, dead, cut, applied, lost, gbad, bug>>

(* Calls fuse_set_nowrite, going on at ret. *)
CallSetNowrite(t, ret, v) == Call(t, "fuse_set_nowrite:bias", ret, v)

(* Allocation comes before nowrite, so its failure has nothing to release; it fails without a connection. *)
GetReqFails == Aborted
FuseDoSetattr_get_req(t) ==
    /\ pc[t] = "fuse_do_setattr:get_req"
    /\ IF GetReqFails
       THEN Goto(t, "notify_change:unlock", loc[t])
       ELSE IF Op(t).op = "truncate"
       THEN CallSetNowrite(t, "fuse_do_setattr:send", loc[t])
       ELSE Goto(t, "fuse_do_setattr:send", loc[t])
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

FuseDoSetattr_get_req_fails(t) ==
    /\ AllocMayFail
    /\ pc[t] = "fuse_do_setattr:get_req"
    /\ Goto(t, "notify_change:unlock", loc[t])
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

-----------------------------------------------------------------------------
(* nowrite *)

Biased == writectr + NOWRITE

(* The assertion about i_mutex comes before the lock in the C; here it is one step with it. *)
FuseSetNowrite_bias(t) ==
    /\ pc[t] = "fuse_set_nowrite:bias"
    /\ fclock = 0
    /\ IF imutex = 0
       THEN Oops(t, "BUG_ON(!mutex_is_locked(i_mutex)) in fuse_set_nowrite") /\ UNCHANGED <<writectr, fclock>>
       ELSE IF writectr < 0
       THEN /\ Oops(t, "BUG_ON(writectr < 0) in fuse_set_nowrite")
            /\ fclock' = t
            /\ UNCHANGED writectr
       ELSE /\ writectr' = Biased
            /\ Goto(t, "fuse_set_nowrite:wait", loc[t])
            /\ UNCHANGED <<fclock, ghost>>
    /\ UNCHANGED <<mm, pageq, inode, queued, wpages, waitq, dev, srv>>

(* wait_event(page_waitq, writectr == FUSE_NOWRITE): reads without the lock. *)
FuseSetNowrite_wait(t) ==
    LET l == "fuse_set_nowrite:wait"
    IN  /\ MayTest(t, l, waitq)
        /\ IF writectr = NOWRITE
           THEN /\ waitq' = Off(waitq, t)
                /\ Return(t, [loc[t] EXCEPT !.tst = 0])
           ELSE IF loc[t].tst = 0
                THEN /\ waitq' = Append(waitq, t)
                     /\ Goto(t, l, [loc[t] EXCEPT !.tst = 1])
                ELSE /\ Goto(t, l, [loc[t] EXCEPT !.tst = 0])
                     /\ UNCHANGED waitq
        /\ UNCHANGED <<mm, pageq, inode, fclock, writectr, queued, wpages, dev, srv, ghost>>

(* __fuse_release_nowrite, fc->lock held by t or (taking it) free. *)
Release(t) ==
    IF writectr # NOWRITE
    THEN /\ Oops(t, "BUG_ON(writectr != FUSE_NOWRITE) in __fuse_release_nowrite")
         /\ fclock' = t
         /\ UNCHANGED writectr
    ELSE /\ writectr' = 0
         /\ EnterFlush(t, writectr', queued, loc[t])
         /\ UNCHANGED ghost

FuseReleaseNowrite_locked(t) ==
    /\ pc[t] = "__fuse_release_nowrite:release"
    /\ Release(t)
    /\ UNCHANGED <<mm, pageq, inode, queued, wpages, waitq, dev, srv>>

FuseReleaseNowrite_release(t) ==
    /\ pc[t] = "fuse_release_nowrite:release"
    /\ fclock = 0
    /\ Release(t)
    /\ UNCHANGED <<mm, pageq, inode, queued, wpages, waitq, dev, srv>>

-----------------------------------------------------------------------------
(* fuse_do_setattr: the request carries off = 1 when it sets a size.  What   *)
(* follows the answer is decided where the sleep ends, in FuseDev:           *)
(* ReplyLabel goes to apply, or, after an error ("goto error" in the C), to  *)
(* the release and out.                                                      *)

FuseDoSetattr_send(t) ==
    LET o == Op(t)
        sets == IF o.op = "truncate" THEN 1 ELSE 0
    IN  /\ pc[t] = "fuse_do_setattr:send"
        /\ Send(t, [NoReq EXCEPT !.st = "PENDING", !.op = "SETATTR", !.off = sets, !.size = o.size],
                "fuse_do_setattr:apply", loc[t])
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, srv, ghost>>

(* The size is written before nowrite is released, in the same lock section. *)
FuseDoSetattr_apply(t) ==
    LET v == [loc[t] EXCEPT !.oldsize = isize]
        truncate == Op(t).op = "truncate"
    IN  /\ pc[t] = "fuse_do_setattr:apply"
        /\ fclock = 0
        /\ isize' = loc[t].size
        /\ cut' = cut \cup StoredBeyond(loc[t].size)
        /\ IF truncate
           THEN /\ fclock' = t
                /\ Call(t, "__fuse_release_nowrite:release", "fuse_do_setattr:truncate", v)
           ELSE /\ fclock' = 0
                /\ Goto(t, "fuse_do_setattr:truncate", v)
        /\ UNCHANGED <<mm, pageq, imutex, bad, fi, dev, srv,
                       order, exempt, before, dead, applied, lost, gbad, bug>>

(* No lock but i_mutex any more: page cache truncation if the file got      *)
(* shorter, and then, whenever its size changed, invalidation; the last     *)
(* step of the truncation goes on there (NextTruncated in Mm).              *)
FuseDoSetattr_truncate(t) ==
    /\ pc[t] = "fuse_do_setattr:truncate"
    /\ IF loc[t].oldsize = loc[t].size
       THEN Goto(t, "notify_change:unlock", loc[t])
       ELSE IF loc[t].size < loc[t].oldsize
       THEN Call(t, TruncateLabel(t), "notify_change:unlock", TruncateLocals(t))
       ELSE Call(t, InvalidateLabel, "notify_change:unlock", loc[t])
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

NotifyChange_unlock(t) ==
    /\ pc[t] = "notify_change:unlock"
    /\ imutex' = 0
    /\ before' = [before EXCEPT ![t] = {}]
    /\ Finish(t)
    /\ UNCHANGED <<mm, pageq, isize, bad, fclock, fi, dev, srv,
                   order, exempt, dead, cut, applied, lost, gbad, bug>>

-----------------------------------------------------------------------------
(* fsync: write what is dirty, wait for PG_writeback, fuse_sync_writes       *)
(* (nowrite set and released: every WRITE sent before is answered), FSYNC.   *)

SyncWrites == <<"fuse_set_nowrite:bias", "fuse_release_nowrite:release">>

(* What close runs through: fuse_vma_close, ->flush (FLUSH alone in 2008, not modelled), ->release. *)
WriteAll(t) == <<WritepagesLabel(Op(t)), "filemap_fdatawait:wait">>
VmaCloseSteps(t) == WriteAll(t)
FlushSteps(t) == <<>>
FlushAndTell(t) == FlushSteps(t)
CloseSteps(t) == VmaCloseSteps(t) \o FlushAndTell(t) \o <<"fuse_release:unlink">>

(* What ->fsync runs through after it has written what is dirty. *)
FsyncSteps == <<"filemap_fdatawait:wait">> \o SyncWrites \o <<"fuse_fsync:send">>

DoFsync_i_mutex(t) ==
    /\ pc[t] = "do_fsync:i_mutex"
    /\ imutex = 0
    /\ imutex' = t
    /\ before' = [before EXCEPT ![t] = EndedStores]
    /\ pc' = [pc EXCEPT ![t] = WritepagesLabel(Op(t))]
    /\ stk' = [stk EXCEPT ![t] = FsyncSteps]
    /\ UNCHANGED <<loc, ip, mm, pageq, isize, bad, fclock, fi, dev, srv,
                   order, exempt, dead, cut, applied, lost, gbad, bug>>

FuseFsync_send(t) ==
    /\ pc[t] = "fuse_fsync:send"
    /\ Send(t, [NoReq EXCEPT !.st = "PENDING", !.op = "FSYNC"], "do_fsync:unlock", loc[t])
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, srv, ghost>>

(* P5: each store that ended before fsync began, and was not cut off since, is *)
(* on the daemon's file, or something stored later is; but for those whose     *)
(* WRITE failed.  P6: of those some fsync has told.                            *)
Durable(t) == \A c \in before[t] \ (cut \cup lost.cells) :
                 Rank(HalfOf(c), sdata[HalfOf(c)]) >= Rank(HalfOf(c), IdOf(c))
Untold(t) == ((before[t] \ cut) \cap lost.cells) \ lost.told
FsyncBreaks(t) == (IF Durable(t) THEN {} ELSE {"P5"}) \cup (IF Untold(t) = {} THEN {} ELSE {"P6"})

DoFsync_unlock(t) ==
    /\ pc[t] = "do_fsync:unlock"
    /\ imutex' = 0
    /\ gbad' = gbad \cup FsyncBreaks(t)
    /\ before' = [before EXCEPT ![t] = {}]
    /\ Finish(t)
    /\ UNCHANGED <<mm, pageq, isize, bad, fclock, fi, dev, srv,
                   order, exempt, dead, cut, applied, lost, bug>>

-----------------------------------------------------------------------------
(* The last user of a mapping unmaps it and closes the file: munmap, with    *)
(* fuse_vma_close, then ->flush, then ->release.                             *)

(* mmap_sem is held for reading from the trap to the end of a fault. *)
InFault(u, m) == LET o == Op(u) IN
    /\ pc[u] \notin {"done", "BUG", "store:access", "get_user_pages:access",
                     DirtyAtSubmitLabel, "device:dma", "bio_check_pages_dirty:test", "bio_dirty_fn:lock_page"}
    /\ o.op \in {"store", "dio_read"}
    /\ o.map = m

(* zap_pte_range: the dirty bit of an entry goes to the page. *)
UnmapRegion_unmap(t) ==
    LET m == Op(t).map
        k == loc[t].index
        f == pte[m][k]
        g == IF f < 0 THEN -f ELSE f
        unmapped == [pte EXCEPT ![m][k] = 0]
        dirtied == IF f > 0 THEN Dirtied(f) ELSE page[g]
    IN  /\ pc[t] = "unmap_region:unmap"
        /\ \A u \in Tasks : ~InFault(u, m)
        /\ files' = [files EXCEPT !.gone[m] = 1]
        /\ pte' = unmapped
        /\ page' = IF f = 0 THEN page ELSE [page EXCEPT ![g] = dirtied]
        /\ vmstat' = IF f > 0 THEN AccountDirtied(f) ELSE vmstat
        /\ IF k + 1 < NPages
           THEN Goto(t, "unmap_region:unmap", [loc[t] EXCEPT !.index = k + 1])
           ELSE /\ pc' = [pc EXCEPT ![t] = Head(CloseSteps(t))]
                /\ stk' = [stk EXCEPT ![t] = Tail(CloseSteps(t))]
                /\ loc' = [loc EXCEPT ![t] = NoLocals]
                /\ UNCHANGED ip
        /\ UNCHANGED <<cache, pageq, inode, fclock, fi, dev, ssize, sdata, ghost>>

(* ->release: off write_files, and one reference less. *)
FuseRelease_unlink(t) ==
    LET h == Op(t).map
        left == [files EXCEPT !.list = Off(@, h)]
    IN  /\ pc[t] = "fuse_release:unlink"
        /\ fclock = 0
        /\ files' = [left EXCEPT !.count[h] = @ - 1]
        /\ IF files.count[h] = 1 /\ ~Aborted
           THEN /\ req' = [req EXCEPT ![ReleaseSlot(h)] = [NoReq EXCEPT !.st = "PENDING", !.op = "RELEASE",
                                                                        !.ff = h]]
                /\ pending' = Append(pending, ReleaseSlot(h))
           ELSE UNCHANGED dev
        /\ Finish(t)
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, ssize, sdata, vmstat, ghost>>

(* Hooks: a step that only a changed function has (X__without_NAME, X__with_NAME), *)
(* and the steps that a later generation has besides those of this one.            *)
RevertedStep(t) == FALSE
GenerationStep(t) == FALSE
ClientStep(t) == FALSE                        \* the steps of another file system, see Client

SetattrNext(t) ==
    \/ NotifyChange_i_mutex(t)
    \/ FuseDoSetattr_get_req(t)
    \/ FuseDoSetattr_get_req_fails(t)
    \/ FuseDoSetattr_send(t)
    \/ FuseDoSetattr_apply(t)
    \/ FuseDoSetattr_truncate(t)
    \/ NotifyChange_unlock(t)

NowriteNext(t) ==
    \/ FuseSetNowrite_bias(t)
    \/ FuseSetNowrite_wait(t)
    \/ FuseReleaseNowrite_locked(t)
    \/ FuseReleaseNowrite_release(t)

FsyncNext(t) ==
    \/ DoFsync_i_mutex(t)
    \/ FuseFsync_send(t)
    \/ DoFsync_unlock(t)

CloseNext(t) ==
    \/ UnmapRegion_unmap(t)
    \/ FuseRelease_unlink(t)

HookNext(t) ==
    \/ RevertedStep(t)
    \/ GenerationStep(t)
    \/ ClientStep(t)
=============================================================================
