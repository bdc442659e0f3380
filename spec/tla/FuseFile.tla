------------------------------ MODULE FuseFile ------------------------------
(***************************************************************************)
(* fs/fuse/file.c of Linux 2.6.26 (3be5a52b30aa): writeback through a      *)
(* temporary page, queued_writes and fuse_send_writepage, completion, the  *)
(* wait for a page's copy, ->readpage, write(2).  fsync is in FuseDir.     *)
(*                                                                         *)
(* The file handle of a WRITE matters only where somebody closes the file: *)
(* Handles is 0 elsewhere.                                                 *)
(*                                                                         *)
(* Not modelled: what an error of WRITE does here (see 6.1), allocation    *)
(* failure of the temporary page.                                          *)
(***************************************************************************)
EXTENDS FuseDev

HoldsPage(s, k) == FirstPage(s) <= k /\ k < FirstPage(s) + req[s].n
InFlight(k) == \E i \in 1..Len(wpages) : HoldsPage(wpages[i], k)

(* fuse_wait_on_page_writeback: the list is looked at under fc->lock. *)
FuseWaitOnPageWriteback_wait(t) ==
    LET l == "fuse_wait_on_page_writeback:wait"
    IN  /\ MayTest(t, l, waitq)
        /\ fclock = 0
        /\ IF ~InFlight(IndexOf(loc[t].page))
           THEN /\ waitq' = Off(waitq, t)
                /\ Return(t, [loc[t] EXCEPT !.tst = 0])
           ELSE IF loc[t].tst = 0
                THEN /\ waitq' = Append(waitq, t)
                     /\ Goto(t, l, [loc[t] EXCEPT !.tst = 1])
                ELSE /\ Goto(t, l, [loc[t] EXCEPT !.tst = 0])
                     /\ UNCHANGED waitq
        /\ UNCHANGED <<mm, pageq, inode, fclock, writectr, queued, wpages, dev, srv, ghost>>

-----------------------------------------------------------------------------
(* struct fuse_file: a WRITE holds a reference on the handle that it names.  *)

(* After t, or the daemon, drops a reference on handle h: the last one sends *)
(* RELEASE, which nobody waits for.  r and p are what the step makes of req  *)
(* and pending otherwise.                                                    *)
PutFile(h, r, p) ==
    IF h <= 0
    THEN req' = r /\ pending' = p /\ UNCHANGED files
    ELSE /\ files' = [files EXCEPT !.count[h] = @ - 1]
         /\ IF files.count[h] = 1 /\ ~Aborted
            THEN /\ req' = [r EXCEPT ![ReleaseSlot(h)] = [NoReq EXCEPT !.st = "PENDING", !.op = "RELEASE",
                                                                       !.ff = h]]
                 /\ pending' = Append(p, ReleaseSlot(h))
            ELSE req' = r /\ pending' = p

-----------------------------------------------------------------------------
(* fuse_writepage_locked: the page is locked and was taken clean by          *)
(* clear_page_dirty_for_io.                                                  *)

(* set_page_writeback: the dirty tag goes unless the page got dirty again. *)
UnderWriteback(f) == [page[f] EXCEPT !.wb = 1, !.tag = page[f].dirty, !.tow = 0]
GotFileLabel(t) == "fuse_writepage_locked:copy"
AfterCopyLabel == "fuse_writepage_locked:end_writeback"

FuseWritepageLocked_set_writeback(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "fuse_writepage_locked:set_writeback"
        /\ page' = [page EXCEPT ![f] = UnderWriteback(f)]
        /\ vmstat' = AccountWriteback(f)
        /\ Goto(t, IF Handles > 0 THEN "fuse_write_file_get:get" ELSE "fuse_writepage_locked:copy", loc[t])
        /\ UNCHANGED <<cache, pte, pageq, inode, fclock, fi, dev, server, ghost>>

(* The first handle of write_files, with a reference; there must be one. *)
NoWriteFile(t) == /\ Oops(t, "BUG_ON(list_empty(&fi->write_files)) in fuse_writepage_locked")
                  /\ fclock' = t
FuseWriteFileGet_get(t) ==
    /\ pc[t] = "fuse_write_file_get:get"
    /\ fclock = 0
    /\ IF files.list = <<>>
       THEN NoWriteFile(t) /\ UNCHANGED files
       ELSE /\ files' = [files EXCEPT !.count[Head(files.list)] = @ + 1]
            /\ Goto(t, GotFileLabel(t), [loc[t] EXCEPT !.ff = Head(files.list)])
            /\ UNCHANGED <<fclock, ghost>>
    /\ UNCHANGED <<mm, pageq, inode, fi, dev, ssize, sdata, vmstat>>

FreeSlots(k) == {s \in SlotsOf(k) : req[s].st = "FREE"}

(* Request and temporary page: the content is frozen here. *)
FuseWritepageLocked_copy(t) ==
    LET f == loc[t].page
        k == IndexOf(f)
        s == MinOf(FreeSlots(k))
    IN  /\ pc[t] = "fuse_writepage_locked:copy"
        /\ Assert(FreeSlots(k) # {}, "no free request slot: Copies is too small")
        /\ req' = [req EXCEPT ![s] = [NoReq EXCEPT !.st = "INIT", !.op = "WRITE",
                                                   !.off = 2 * k, !.n = 1, !.data = page[f].data,
                                                   !.ff = loc[t].ff]]
        /\ vmstat' = AccountCopy
        /\ Goto(t, AfterCopyLabel, [loc[t] EXCEPT !.req = s, !.ff = 0])
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, pending, server, ghost>>

(* For the VM the page is written. *)
FuseWritepageLocked_end_writeback(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "fuse_writepage_locked:end_writeback"
        /\ page' = [page EXCEPT ![f].wb = 0]
        /\ wbq' = [wbq EXCEPT ![f] = <<>>]
        /\ vmstat' = AccountWritten({f})
        /\ Goto(t, "fuse_writepage_locked:queue", loc[t])
        /\ UNCHANGED <<cache, pte, lockq, inode, fclock, fi, dev, server, ghost>>

(* fc->lock is held while there is something to send. *)
FlushOrReturn(t, ctr, q, v) ==
    IF ctr >= 0 /\ q # <<>>
    THEN /\ fclock' = t
         /\ Goto(t, "fuse_flush_writepages:send", v)
    ELSE /\ fclock' = 0
         /\ Return(t, v)

(* The flush after something was queued or nowrite released. *)
EnterFlush(t, ctr, q, v) == FlushOrReturn(t, ctr, q, v)

FuseWritepageLocked_queue(t) ==
    LET s == loc[t].req
    IN  /\ pc[t] = "fuse_writepage_locked:queue"
        /\ fclock = 0
        /\ wpages' = <<s>> \o wpages
        /\ queued' = Append(queued, s)
        /\ EnterFlush(t, writectr, queued', [loc[t] EXCEPT !.req = 0])
        /\ UNCHANGED <<mm, pageq, inode, writectr, waitq, dev, srv, ghost>>

-----------------------------------------------------------------------------
(* fuse_flush_writepages: one request a step, because each writes writectr,  *)
(* which set_nowrite reads without the lock.                                 *)

(* fuse_send_writepage crops at the size of this moment. *)
FullLength(s) == 2 * req[s].n
SendLength(s, size) == LET off == req[s].off IN
    IF off + FullLength(s) <= size THEN FullLength(s)
    ELSE IF off < size THEN size - off
    ELSE 0                                               \* truncated off completely

(* Without a connection nothing is sent: the request is dropped. *)
LengthToSend(s, size) == IF Aborted THEN 0 ELSE SendLength(s, size)

(* The size that a flush crops at: read anew for each request. *)
CropLimit(t) == isize

Send_writepage(t, s, len) ==
    /\ writectr' = Incremented(writectr)
    /\ queued' = Tail(queued)
    /\ req' = [req EXCEPT ![s].st = "PENDING", ![s].len = len]
    /\ pending' = Append(pending, s)
    /\ FlushOrReturn(t, writectr', queued', loc[t])
    /\ UNCHANGED <<wpages, vmstat>>

Drop_writepage(t, s) ==
    /\ queued' = Tail(queued)
    /\ wpages' = Off(wpages, s)
    /\ vmstat' = AccountFinish(vmstat, req[s].n)
    /\ Call(t, "fuse_writepage_finish:wake", "fuse_send_writepage:drop", [loc[t] EXCEPT !.req = s])
    /\ UNCHANGED <<writectr, req, pending, fclock>>

(* A WRITE that is not sent for want of a connection is lost, and nobody is told. *)
DropTells == {}
Lost(s, fs) ==
    IF Aborted
    THEN lost' = WithFailed(s, FullLength(s)) /\ files' = [fs EXCEPT !.untold = @ \cup DropTells]
    ELSE files' = fs /\ UNCHANGED lost

FuseFlushWritepages_send(t) ==
    LET s == Head(queued)
        len == LengthToSend(s, CropLimit(t))
    IN  /\ pc[t] = "fuse_flush_writepages:send"
        /\ IF len > 0
           THEN Send_writepage(t, s, len) /\ UNCHANGED <<lost, files>>
           ELSE Drop_writepage(t, s) /\ Lost(s, files)
        /\ UNCHANGED <<mm, pageq, inode, waitq, ssize, sdata, order, exempt, before, dead, cut, applied, gbad, bug>>

(* The drop path lets go of fc->lock to free the request: other tasks run here. *)
FuseSendWritepage_drop(t) ==
    /\ pc[t] = "fuse_send_writepage:drop"
    /\ fclock' = 0
    /\ PutFile(req[loc[t].req].ff, [req EXCEPT ![loc[t].req] = NoReq], pending)
    /\ vmstat' = AccountFree(vmstat, req[loc[t].req].n)
    /\ Goto(t, "fuse_send_writepage:relock", [loc[t] EXCEPT !.req = 0])
    /\ UNCHANGED <<mm, pageq, inode, fi, ssize, sdata, ghost>>

FuseSendWritepage_relock(t) ==
    /\ pc[t] = "fuse_send_writepage:relock"
    /\ fclock = 0
    /\ FlushOrReturn(t, writectr, queued, loc[t])
    /\ UNCHANGED <<mm, pageq, inode, fi, dev, srv, ghost>>

-----------------------------------------------------------------------------
(* fuse_writepage_end, in the context of the daemon's reply, or of who aborts *)

FuseWritepageEnd_lock(d) ==
    /\ pc[d] = "fuse_writepage_end:lock"
    /\ fclock = 0
    /\ fclock' = d
    /\ writectr' = Decremented(writectr)
    /\ wpages' = Off(wpages, SlotOf(d))
    /\ vmstat' = AccountFinish(vmstat, req[SlotOf(d)].n)
    /\ Call(d, "fuse_writepage_finish:wake", "fuse_writepage_end:unlock", EndLocals(d))
    /\ UNCHANGED <<mm, pageq, inode, queued, waitq, dev, server, ghost>>

FuseWritepageFinish_wake(c) ==
    /\ pc[c] = "fuse_writepage_finish:wake"
    /\ waitq' = <<>>
    /\ Return(c, loc[c])
    /\ UNCHANGED <<mm, pageq, inode, fclock, writectr, queued, wpages, dev, srv, ghost>>

FuseWritepageEnd_unlock(d) ==
    /\ pc[d] = "fuse_writepage_end:unlock"
    /\ fclock' = 0
    /\ PutFile(req[SlotOf(d)].ff, [req EXCEPT ![SlotOf(d)] = NoReq], pending)
    /\ vmstat' = AccountFree(vmstat, req[SlotOf(d)].n)
    /\ Completed(d)
    /\ UNCHANGED <<mm, pageq, inode, fi, ssize, sdata, ghost>>

-----------------------------------------------------------------------------
(* fuse_readpage, page locked and no copy of it in flight *)

FuseReadpage_send(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "fuse_readpage:send"
        /\ Send(t, [NoReq EXCEPT !.st = "PENDING", !.op = "READ", !.off = 2 * IndexOf(f), !.page = f],
                "fuse_readpage:done", loc[t])
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, srv, ghost>>

FuseReadpage_done(t) ==
    LET f == loc[t].page
        failed == loc[t].err # 0
    IN  /\ pc[t] = "fuse_readpage:done"
        /\ page' = [page EXCEPT ![f] = PutPage(f, t, [@ EXCEPT !.upto = IF failed THEN @ ELSE 1, !.locked = 0])]
        /\ lockq' = LockGiven(f)
        /\ IF failed THEN Finish(t) ELSE Return(t, NoLocals)                   \* SIGBUS
        /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>

-----------------------------------------------------------------------------
(* write(2) is write-through: the page stays locked, and i_mutex held, until *)
(* the daemon has answered.                                                  *)

GenericFileAioWrite_i_mutex(t) ==
    /\ pc[t] = "generic_file_aio_write:i_mutex"
    /\ imutex = 0
    /\ imutex' = t
    /\ Goto(t, "fuse_buffered_write:lock_page", NoLocals)
    /\ UNCHANGED <<mm, pageq, isize, bad, fclock, fi, dev, srv, ghost>>

Writes(o, h) == h >= o.half /\ h < o.half + o.len
Written(o, k, data) == [i \in 1..2 |-> IF Writes(o, 2 * k + i - 1) THEN o.id ELSE data[i]]
(* Copies the user's data into locked frame f, whose record was p. *)
CopyIn(t, f, p) ==
    LET o == Op(t)
        k == o.half \div 2
    IN  /\ page' = [page EXCEPT ![f] = [p EXCEPT !.locked = t, !.data = Written(o, k, @)]]
        /\ order' = [h \in Halves |-> IF Writes(o, h) THEN Append(order[h], o.id) ELSE order[h]]
        /\ Call(t, "fuse_wait_on_page_writeback:wait", "fuse_buffered_write:send",
                [loc[t] EXCEPT !.page = f, !.tst = 0])
        /\ UNCHANGED <<exempt, before, dead, cut, applied, lost, gbad, bug>>

FuseBufferedWrite_lock_page(t) ==
    LET l == "fuse_buffered_write:lock_page"
        k == Op(t).half \div 2
        f == IF loc[t].page # 0 THEN loc[t].page ELSE cache[k]
        new == MinOf(FreeFrames(k))
    IN  /\ Awake(t, l)
        /\ \/ /\ f = 0
              /\ Assert(FreeFrames(k) # {}, "no free page frame: FrameCopies is too small")
              /\ cache' = [cache EXCEPT ![k] = new]
              /\ CopyIn(t, new, NoPage)
              /\ UNCHANGED <<pte, pageq, inode, fclock, fi, dev, srv>>
           \/ f # 0 /\ LockFails(t, f, l)
           \/ /\ f # 0 /\ page[f].locked = 0 /\ Attached(f)
              /\ lockq' = LockTaken(f, t)
              /\ CopyIn(t, f, page[f])
              /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv>>
           \/ /\ f # 0 /\ page[f].locked = 0 /\ ~Attached(f)
              /\ page' = [page EXCEPT ![f] = PutPage(f, t, @)]
              /\ lockq' = LockTakenAndGiven(f, t)
              /\ Goto(t, l, NoLocals)
              /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>

FuseBufferedWrite_send(t) ==
    LET o == Op(t)
    IN  /\ pc[t] = "fuse_buffered_write:send"
        /\ Send(t, [NoReq EXCEPT !.st = "PENDING", !.op = "WRITE", !.off = o.half, !.len = o.len,
                                 !.page = loc[t].page],
                "fuse_buffered_write:i_size", loc[t])
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, srv, ghost>>

(* Under fc->lock: only now, with the daemon's consent, the file grows.  A write(2) *)
(* that failed has promised nothing.                                                *)
FuseBufferedWrite_i_size(t) ==
    LET o == Op(t)
        good == loc[t].err = 0
    IN  /\ pc[t] = "fuse_buffered_write:i_size"
        /\ fclock = 0
        /\ isize' = IF good THEN Max(isize, o.half + o.len) ELSE isize
        /\ exempt' = IF good THEN exempt ELSE exempt \cup {Cell(o.id, h) : h \in {x \in Halves : Writes(o, x)}}
        /\ Goto(t, "fuse_buffered_write:unlock_page", loc[t])
        /\ UNCHANGED <<mm, pageq, imutex, bad, fclock, fi, dev, srv,
                       order, before, dead, cut, applied, lost, gbad, bug>>

FuseBufferedWrite_unlock_page(t) ==
    LET o == Op(t)
        f == loc[t].page
    IN  /\ pc[t] = "fuse_buffered_write:unlock_page"
        /\ page' = [page EXCEPT ![f] = PutPage(f, t, [@ EXCEPT !.locked = 0,
                                                              !.upto = IF o.len = 2 /\ loc[t].err = 0 THEN 1 ELSE @])]
        /\ lockq' = LockGiven(f)
        /\ imutex' = 0
        /\ Finish(t)
        /\ UNCHANGED <<cache, pte, wbq, isize, bad, fclock, fi, dev, srv, ghost>>

FileNext(t) ==
    \/ FuseWaitOnPageWriteback_wait(t)
    \/ RequestWaitAnswer_wait(t)
    \/ FuseWritepageLocked_set_writeback(t)
    \/ FuseWriteFileGet_get(t)
    \/ FuseWritepageLocked_copy(t)
    \/ FuseWritepageLocked_end_writeback(t)
    \/ FuseWritepageLocked_queue(t)
    \/ FuseFlushWritepages_send(t)
    \/ FuseSendWritepage_drop(t)
    \/ FuseSendWritepage_relock(t)
    \/ FuseReadpage_send(t)
    \/ FuseReadpage_done(t)

WriteNext(t) ==
    \/ GenericFileAioWrite_i_mutex(t)
    \/ FuseBufferedWrite_lock_page(t)
    \/ FuseBufferedWrite_send(t)
    \/ FuseBufferedWrite_i_size(t)
    \/ FuseBufferedWrite_unlock_page(t)

(* The same hooks as RevertedStep and GenerationStep in FuseDir, for the daemon's contexts. *)
RevertedEnd(d) == FALSE
GenerationEnd(d) == FALSE

EndNext(d) ==
    \/ FuseWritepageEnd_lock(d)
    \/ FuseWritepageEnd_unlock(d)
    \/ RevertedEnd(d)
    \/ GenerationEnd(d)
=============================================================================
