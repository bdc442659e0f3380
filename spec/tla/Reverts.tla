------------------------------- MODULE Reverts ------------------------------
(***************************************************************************)
(* Guards taken out, one at a time.  An operator X__without_NAME replaces  *)
(* operator X in the kernel "GENERATION without NAME" (a - in the name is  *)
(* _ here).  The Java classes of the same names are in nowrite.model.revert.*)
(***************************************************************************)
EXTENDS Properties

(* nowrite: neither setattr nor fsync forbids and awaits WRITEs. *)
CallSetNowrite__without_nowrite(t, ret, v) == Goto(t, ret, v)
SyncWrites__without_nowrite == <<>>
Release__without_nowrite(t) == /\ fclock' = 0
                               /\ Return(t, loc[t])
                               /\ UNCHANGED <<writectr, ghost>>

(* sync-writes: fsync does not wait for the WRITEs in flight. *)
SyncWrites__without_sync_writes == <<>>

(* size-before-release: queued WRITEs are cropped with the old size. *)
FuseDoSetattr_apply__without_size_before_release(t) ==
    LET v == [loc[t] EXCEPT !.oldsize = isize]
    IN  /\ pc[t] = "fuse_do_setattr:apply"
        /\ fclock = 0
        /\ IF Op(t).op = "truncate"
           THEN IF writectr # NOWRITE
                THEN /\ Oops(t, "BUG_ON(writectr != FUSE_NOWRITE) in __fuse_release_nowrite")
                     /\ fclock' = t
                     /\ UNCHANGED writectr
                ELSE /\ writectr' = 0
                     /\ stk' = [stk EXCEPT ![t] = IF queued = <<>> THEN @
                                                  ELSE <<"fuse_do_setattr:i_size">> \o @]
                     /\ pc' = [pc EXCEPT ![t] = IF queued = <<>> THEN "fuse_do_setattr:i_size"
                                                ELSE "fuse_flush_writepages:send"]
                     /\ loc' = [loc EXCEPT ![t] = v]
                     /\ fclock' = IF queued = <<>> THEN 0 ELSE t
                     /\ UNCHANGED <<ip, ghost>>
           ELSE /\ Goto(t, "fuse_do_setattr:i_size", v)
                /\ UNCHANGED <<writectr, fclock, ghost>>
        /\ UNCHANGED <<mm, pageq, inode, queued, wpages, waitq, dev, srv>>
RevertedStep__without_size_before_release(t) ==
    /\ pc[t] = "fuse_do_setattr:i_size"
    /\ fclock = 0
    /\ isize' = loc[t].size
    /\ cut' = cut \cup StoredBeyond(loc[t].size)
    /\ Goto(t, "fuse_do_setattr:truncate", loc[t])
    /\ UNCHANGED <<mm, pageq, imutex, bad, fclock, fi, dev, srv,
                   order, exempt, before, dead, applied, lost, gbad, bug>>

(* invalidate-after-release: pages are laundered while nowrite is still set. *)
FuseDoSetattr_apply__without_invalidate_after_release(t) ==
    /\ pc[t] = "fuse_do_setattr:apply"
    /\ fclock = 0
    /\ isize' = loc[t].size
    /\ cut' = cut \cup StoredBeyond(loc[t].size)
    /\ Goto(t, "fuse_do_setattr:truncate", [loc[t] EXCEPT !.oldsize = isize])
    /\ UNCHANGED <<mm, pageq, imutex, bad, fclock, fi, dev, srv,
                   order, exempt, before, dead, applied, lost, gbad, bug>>
FuseDoSetattr_truncate__without_invalidate_after_release(t) ==
    LET unlock == "notify_change:unlock"
        release == "fuse_release_nowrite:release"
        after == IF Op(t).op = "truncate" THEN <<release, unlock>> ELSE <<unlock>>
        go(l, s, v) == /\ pc' = [pc EXCEPT ![t] = l]
                       /\ stk' = [stk EXCEPT ![t] = s]
                       /\ loc' = [loc EXCEPT ![t] = LiveAt(l, v)]
                       /\ UNCHANGED ip
    IN  /\ pc[t] = "fuse_do_setattr:truncate"
        /\ IF loc[t].oldsize = loc[t].size
           THEN go(Head(after), Tail(after), loc[t])
           ELSE IF loc[t].size < loc[t].oldsize
           THEN go(TruncateLabel(t), after, TruncateLocals(t))
           ELSE go(InvalidateLabel, after, loc[t])
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

(* wake-at-completion: nobody is told that a WRITE has ended. *)
FuseWritepageFinish_wake__without_wake_at_completion(c) ==
    /\ pc[c] = "fuse_writepage_finish:wake"
    /\ Return(c, loc[c])
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

(* decrement-before-wake: the sleeper is woken before writectr is what it waits for. *)
FuseWritepageEnd_lock__without_decrement_before_wake(d) ==
    /\ pc[d] = "fuse_writepage_end:lock"
    /\ fclock = 0
    /\ fclock' = d
    /\ wpages' = Off(wpages, SlotOf(d))
    /\ vmstat' = AccountFinish(vmstat, req[SlotOf(d)].n)
    /\ Call(d, "fuse_writepage_finish:wake", "fuse_writepage_end:unlock", DaemonLocals)
    /\ UNCHANGED <<mm, pageq, inode, writectr, queued, waitq, dev, server, ghost>>
FuseWritepageEnd_unlock__without_decrement_before_wake(d) ==
    /\ pc[d] = "fuse_writepage_end:unlock"
    /\ writectr' = Decremented(writectr)
    /\ fclock' = 0
    /\ PutFile(req[SlotOf(d)].ff, [req EXCEPT ![SlotOf(d)] = NoReq], pending)
    /\ vmstat' = AccountFree(vmstat, req[SlotOf(d)].n)
    /\ Goto(d, "daemon:read", DaemonLocals)
    /\ UNCHANGED <<mm, pageq, inode, queued, wpages, waitq, ssize, sdata, ghost>>

(* bias: fuse_set_nowrite overwrites the counter and forgets what is in flight. *)
Biased__without_bias == NOWRITE

(* fsync-mutex: fsync enters nowrite without i_mutex. *)
DoFsync_i_mutex__without_fsync_mutex(t) ==
    /\ pc[t] = "do_fsync:i_mutex"
    /\ before' = [before EXCEPT ![t] = EndedStores]
    /\ pc' = [pc EXCEPT ![t] = WritepagesLabel(Op(t))]
    /\ stk' = [stk EXCEPT ![t] = <<"filemap_fdatawait:wait">> \o SyncWrites \o <<"fuse_fsync:send">>]
    /\ UNCHANGED <<loc, ip, mm, pageq, inode, fclock, fi, dev, srv,
                   order, exempt, dead, cut, applied, lost, gbad, bug>>
DoFsync_unlock__without_fsync_mutex(t) ==
    /\ pc[t] = "do_fsync:unlock"
    /\ gbad' = gbad \cup FsyncBreaks(t)
    /\ before' = [before EXCEPT ![t] = {}]
    /\ Finish(t)
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv,
                   order, exempt, dead, cut, applied, lost, bug>>

(* crop: a WRITE goes out as long as it was prepared. *)
SendLength__without_crop(s, size) == FullLength(s)

(* connected-check: a WRITE goes on the queue of a connection that was aborted. *)
LengthToSend__without_connected_check(s, size) == SendLength(s, size)

(* release: fuse_release_nowrite does not (error path of setattr, fsync). *)
FuseReleaseNowrite_release__without_release(t) ==
    /\ pc[t] = "fuse_release_nowrite:release"
    /\ fclock = 0
    /\ Return(t, loc[t])
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

(* flush-at-release: nowrite is released, and what was queued stays queued. *)
Release__without_flush_at_release(t) ==
    IF writectr # NOWRITE
    THEN /\ Oops(t, "BUG_ON(writectr != FUSE_NOWRITE) in __fuse_release_nowrite")
         /\ fclock' = t
         /\ UNCHANGED writectr
    ELSE /\ writectr' = 0
         /\ fclock' = 0
         /\ Return(t, loc[t])
         /\ UNCHANGED ghost

(* mkwrite-wait: a page becomes writable while its copy is in flight. *)
CallPageMkwrite__without_mkwrite_wait(t, ret, v) == Goto(t, ret, v)

(* mapping-check: a page that has left the file is mapped all the same. *)
MayInstall__without_mapping_check(f) == TRUE

(* mkclean: a page is taken for I/O with its mappings still writable. *)
MkcleanLabel__without_mkclean == "clear_page_dirty_for_io:test_and_clear"
MkcleanLocals__without_mkclean(v) == v

(* readpage-wait: a page is read from the daemon while a copy of it is in flight. *)
CallReadpage__without_readpage_wait(t, ret, v) == Call(t, "fuse_readpage:send", ret, v)

(* dio-dirty-at-submit: direct I/O does not set its page dirty before the device writes. *)
DirtyAtSubmitLabel__without_dio_dirty_at_submit == "device:dma"

(* dio-dirty-at-completion: nor again when the device has written. *)
DirtyAtCompletion__without_dio_dirty_at_completion == FALSE

(* handle-reference: a WRITE names a handle and holds no reference on it. *)
FuseWriteFileGet_get__without_handle_reference(t) ==
    /\ pc[t] = "fuse_write_file_get:get"
    /\ fclock = 0
    /\ IF files.list = <<>>
       THEN NoWriteFile(t)
       ELSE /\ Goto(t, GotFileLabel(t), [loc[t] EXCEPT !.ff = Head(files.list)])
            /\ UNCHANGED <<fclock, ghost>>
    /\ UNCHANGED <<mm, pageq, inode, fi, dev, srv>>
PutFile__without_handle_reference(h, r, p) == req' = r /\ pending' = p /\ UNCHANGED files

(* vma-close: munmap does not write back what is dirty. *)
VmaCloseSteps__without_vma_close(t) == <<>>

(* early-unlock: ->writepage unlocks the page before its WRITE is queued. *)
(* Nobody proposed it; the schedule that 4a4ac4eba101 describes needs it. *)
FuseWritepageLocked_end_writeback__with_early_unlock(t) ==
    LET f == loc[t].page
        unlock == Head(stk[t]) = "fuse_writepage:unlock_page"
    IN  /\ pc[t] = "fuse_writepage_locked:end_writeback"
        /\ page' = [page EXCEPT ![f].wb = 0]
        /\ wbq' = [wbq EXCEPT ![f] = <<>>]
        /\ vmstat' = AccountWritten({f})
        /\ Goto(t, IF unlock THEN "fuse_writepage_locked:unlock_page"
                             ELSE "fuse_writepage_locked:queue", loc[t])
        /\ UNCHANGED <<cache, pte, lockq, inode, fclock, fi, dev, server, ghost>>
FuseWritepage_unlock_page__with_early_unlock(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "fuse_writepage:unlock_page"
        /\ page' = [page EXCEPT ![f] = PutPage(f, t, @)]
        /\ IF OnePage(Op(t))
           THEN Finish(t)
           ELSE Goto(t, "write_cache_pages:lock_page", [loc[t] EXCEPT !.page = 0])
        /\ UNCHANGED <<cache, pte, pageq, inode, fclock, fi, dev, srv, ghost>>
RevertedStep__with_early_unlock(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "fuse_writepage_locked:unlock_page"
        /\ page' = [page EXCEPT ![f].locked = 0]
        /\ lockq' = LockGiven(f)
        /\ Goto(t, "fuse_writepage_locked:queue", loc[t])
        /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>

(* ordinary-writeback: no temporary page.  The WRITE refers to the page itself, and PG_writeback *)
(* ends when the daemon has answered: what the authors of 2008 rejected.                         *)
FuseWritepageLocked_copy__with_ordinary_writeback(t) ==
    LET f == loc[t].page
        k == IndexOf(f)
        s == MinOf(FreeSlots(k))
    IN  /\ pc[t] = "fuse_writepage_locked:copy"
        /\ Assert(FreeSlots(k) # {}, "no free request slot: Copies is too small")
        /\ req' = [req EXCEPT ![s] = [NoReq EXCEPT !.st = "INIT", !.op = "WRITE", !.off = 2 * k, !.n = 1,
                                                   !.page = f, !.ff = loc[t].ff]]
        /\ Goto(t, AfterCopyLabel, [loc[t] EXCEPT !.req = s, !.ff = 0])
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, pending, srv, ghost>>
AfterCopyLabel__with_ordinary_writeback == "fuse_writepage_locked:queue"
CopiesPages__with_ordinary_writeback == FALSE
(* Answered, or dropped: c is the daemon's context, or the task whose flush drops it. *)
FuseWritepageFinish_wake__with_ordinary_writeback(c) ==
    LET f == req[IF c \in Daemons THEN SlotOf(c) ELSE loc[c].req].page
    IN  /\ pc[c] = "fuse_writepage_finish:wake"
        /\ page' = [page EXCEPT ![f].wb = 0]
        /\ wbq' = [wbq EXCEPT ![f] = <<>>]
        /\ vmstat' = AccountWritten({f})
        /\ waitq' = <<>>
        /\ Return(c, loc[c])
        /\ UNCHANGED <<cache, pte, lockq, inode, fclock, writectr, queued, wpages, dev, server, ghost>>
(* A pass skips a page under writeback, or waits for it, as WB_SYNC_NONE and WB_SYNC_ALL say. *)
WriteCachePages_lock_page__with_ordinary_writeback(t) ==
    LET l == "write_cache_pages:lock_page"
        i == loc[t].index
        f == IF loc[t].page # 0 THEN loc[t].page
             ELSE IF Tagged(i) = {} THEN 0 ELSE cache[MinOf(Tagged(i))]
        next == [loc[t] EXCEPT !.index = IndexOf(f) + 1, !.page = f, !.tst = 0]
        skip == ~Attached(f) \/ (page[f].wb = 1 /\ ~SyncAll(Op(t)))
    IN  /\ Awake(t, l)
        /\ \/ /\ f = 0
              /\ Return(t, [loc[t] EXCEPT !.index = 0])
              /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>
           \/ f # 0 /\ LockFails(t, f, l)
           \/ /\ f # 0 /\ page[f].locked = 0 /\ skip
              /\ page' = [page EXCEPT ![f] = PutPage(f, t, @)]
              /\ lockq' = LockTakenAndGiven(f, t)
              /\ Goto(t, l, [next EXCEPT !.page = 0])
              /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>
           \/ /\ f # 0 /\ page[f].locked = 0 /\ ~skip
              /\ page' = [page EXCEPT ![f].locked = t]
              /\ lockq' = LockTaken(f, t)
              /\ IF page[f].wb = 1
                 THEN Call(t, "wait_on_page_writeback:wait", "write_cache_pages:written", next)
                 ELSE Call(t, MkcleanLabel, "write_cache_pages:unlock_page", MkcleanLocals(next))
              /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>
RevertedStep__with_ordinary_writeback(t) ==
    /\ pc[t] = "write_cache_pages:written"
    /\ Call(t, MkcleanLabel, "write_cache_pages:unlock_page", MkcleanLocals(loc[t]))
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

(* 7658cc289288: the dirty flag is cleared first, then the mappings are write-protected (2006). *)
MkcleanLabel__without_7658cc289288 == "clear_page_dirty_for_io:test_and_clear"
MkcleanLocals__without_7658cc289288(v) == v
ClearPageDirtyForIo_test_and_clear__without_7658cc289288(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "clear_page_dirty_for_io:test_and_clear"
        /\ page' = [page EXCEPT ![f].dirty = 0]
        /\ vmstat' = AccountCleaned(f)
        /\ IF page[f].dirty = 0 THEN Return(t, loc[t])
           ELSE IF NMaps = 0 THEN CleanedDirty(t, loc[t])
           ELSE Goto(t, "page_mkclean:clean", [loc[t] EXCEPT !.vma = 1])
        /\ UNCHANGED <<cache, pte, pageq, inode, fclock, fi, dev, server, ghost>>
MkcleanDone__without_7658cc289288(t, cleaned, v) == CleanedDirty(t, v)
=============================================================================
