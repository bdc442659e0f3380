------------------------------ MODULE Linux_6_18 ----------------------------
(***************************************************************************)
(* Generation 6.18: no temporary pages (0c58a97f919c, 6.16), ->writepages   *)
(* by iomap (ef7e7cbb323f).  A WRITE of writeback has pages of the page     *)
(* cache, which are under writeback until it ends; the daemon reads them    *)
(* when it reads the WRITE.  There is no tree of WRITEs (wpages is empty),  *)
(* and nothing is chained; who waited for a copy waits for PG_writeback.    *)
(* Reclaim writes no dirty page and waits for none.                         *)
(*                                                                         *)
(* Backports: 76f9377cd2ab (2026, sync(2) only wakes the flusher); without  *)
(* it f9a49aa302a0 is there (sync(2) does not wait for PG_writeback), and    *)
(* without that one neither.                                                *)
(*                                                                         *)
(* Not modelled here: what Linux_6_1 does not model, dirty ranges of a      *)
(* folio, congestion.                                                       *)
(***************************************************************************)
EXTENDS Linux_6_1

CopiesPages__since_6_18 == FALSE
-----------------------------------------------------------------------------
(* Waits *)

CallPageMkwrite__since_6_18(t, ret, v) == Call(t, "fuse_page_mkwrite:lock_page", ret, v)
FusePageMkwrite_lock_page__since_6_18(t) ==
    LET l == "fuse_page_mkwrite:lock_page"
        f == loc[t].page
    IN  /\ Awake(t, l)
        /\ \/ LockFails(t, f, l)
           \/ /\ page[f].locked = 0 /\ Attached(f)
              /\ page' = [page EXCEPT ![f].locked = t]
              /\ lockq' = LockTaken(f, t)
              /\ pc' = [pc EXCEPT ![t] = "wait_on_page_writeback:wait"]
              /\ stk' = [stk EXCEPT ![t] = <<LockedLabel(Head(@))>> \o Tail(@)]
              /\ loc' = [loc EXCEPT ![t].tst = 0]
              /\ UNCHANGED <<ip, cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>
           \/ /\ page[f].locked = 0 /\ ~Attached(f)          \* VM_FAULT_NOPAGE
              /\ page' = [page EXCEPT ![f] = PutPage(f, t, @)]
              /\ lockq' = LockTakenAndGiven(f, t)
              /\ pc' = [pc EXCEPT ![t] = RetryLabel(t)]
              /\ stk' = [stk EXCEPT ![t] = Tail(@)]
              /\ loc' = [loc EXCEPT ![t] = NoLocals]
              /\ UNCHANGED <<ip, cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>

(* A page that is read has no WRITE: it would be in the cache. *)
CallReadpage__since_6_18(t, ret, v) == Call(t, "fuse_readpage:send", ret, v)

CopyIn__since_6_18(t, f, p) ==
    LET o == Op(t)
        k == o.half \div 2
    IN  /\ page' = [page EXCEPT ![f] = [p EXCEPT !.locked = t, !.data = Written(o, k, @)]]
        /\ order' = [h \in Halves |-> IF Writes(o, h) THEN Append(order[h], o.id) ELSE order[h]]
        /\ Call(t, "wait_on_page_writeback:wait", "fuse_buffered_write:send",
                [loc[t] EXCEPT !.page = f, !.tst = 0])
        /\ UNCHANGED <<exempt, before, dead, cut, applied, lost, gbad, bug>>

-----------------------------------------------------------------------------
(* One page: iomap_writeback_folio, of a pass or of fuse_launder_folio *)

LaunderReturn == "wait_on_page_writeback:wait"
CallLaunder__since_6_18(t, v) == Call(t, "iomap_writeback_folio:i_size", LaunderReturn, v)
CleanedDirty__since_6_18(t, v) ==
    IF Head(stk[t]) = "invalidate_complete_page2:remove"
    THEN CallLaunder(t, v)
    ELSE /\ pc' = [pc EXCEPT ![t] = "iomap_writeback_folio:i_size"]
         /\ stk' = [stk EXCEPT ![t] = Tail(@)]
         /\ SetLoc(t, v)
         /\ UNCHANGED ip

(* The batch is sent, and the handle given back; then the function returns. *)
Submit(t, v) ==
    IF loc[t].req # 0
    THEN IF loc[t].ff # 0 THEN Call(t, "fuse_writepages_send:queue", "fuse_writepages:put", v)
                          ELSE Goto(t, "fuse_writepages_send:queue", v)
    ELSE IF loc[t].ff # 0 THEN Goto(t, "fuse_writepages:put", v) ELSE Return(t, v)
EndOfPass__since_6_18(t) == Submit(t, [loc[t] EXCEPT !.index = 0])

(* A page is done: launder submits it, a pass unlocks it. *)
InLaunder(t) == stk[t] # <<>> /\ (IF stk[t] = <<>> THEN FALSE ELSE Head(stk[t]) = LaunderReturn)
FolioDone(t, v) == Goto(t, "fuse_writepages_fill:unlock_page", v)

(* A page beyond i_size is not written: who made the file shorter drops it. *)
IomapWritebackFolio_i_size(t) ==
    LET k == IndexOf(loc[t].page)
    IN  /\ pc[t] = "iomap_writeback_folio:i_size"
        /\ IF 2 * k >= isize
           THEN IF InLaunder(t) THEN Return(t, loc[t]) ELSE FolioDone(t, loc[t])
           ELSE Goto(t, "iomap_writeback_folio:set_writeback", [loc[t] EXCEPT !.end_pos = isize])
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

(* What lies beyond the size that was read is zeroed. *)
NeedSend(t) == LET k == IndexOf(loc[t].page) IN
    loc[t].req # 0 /\ (loc[t].num >= MaxPages \/ loc[t].orig - 1 + loc[t].num # k)
AddOrSend(t, v) ==
    IF NeedSend(t)
    THEN Call(t, "fuse_writepages_send:queue", "fuse_iomap_writeback_range:add", v)
    ELSE Goto(t, "fuse_iomap_writeback_range:add", v)
IomapWritebackFolio_set_writeback(t) ==
    LET f == loc[t].page
        k == IndexOf(f)
        v == [loc[t] EXCEPT !.end_pos = 0]
        tail == IF 2 * k + 1 = loc[t].end_pos THEN 0 ELSE page[f].data[2]
    IN  /\ pc[t] = "iomap_writeback_folio:set_writeback"
        /\ page' = [page EXCEPT ![f] = [UnderWriteback(f) EXCEPT !.data[2] = tail]]
        /\ vmstat' = AccountWriteback(f)
        /\ IF Handles > 0 /\ loc[t].ff = 0 THEN Goto(t, "fuse_write_file_get:get", v) ELSE AddOrSend(t, v)
        /\ UNCHANGED <<cache, pte, pageq, inode, fclock, fi, dev, server, ghost>>

(* With a handle: a batch that there is has had one, so nothing is sent here. *)
GotFileLabel__since_6_18(t) == "fuse_iomap_writeback_range:add"
NoWriteFile__since_6_18(t) ==
    /\ Goto(t, "iomap_writeback_folio:end_writeback", loc[t])
    /\ UNCHANGED <<fclock, ghost>>
IomapWritebackFolio_end_writeback(t) ==
    /\ pc[t] = "iomap_writeback_folio:end_writeback"
    /\ EndWriteback(loc[t].page)
    /\ IF InLaunder(t) THEN Return(t, loc[t]) ELSE FolioDone(t, loc[t])
    /\ UNCHANGED <<cache, pte, lockq, inode, fclock, fi, dev, server, ghost>>

(* The page joins the batch, of which nobody knows yet.  There is no content until the daemon reads it. *)
FuseIomapWritebackRange_add(t) ==
    LET k == IndexOf(loc[t].page)
        s == IF loc[t].req # 0 THEN loc[t].req ELSE MinOf(FreeSlots(k))
        v == IF loc[t].req # 0 THEN [loc[t] EXCEPT !.num = @ + 1]
             ELSE [loc[t] EXCEPT !.req = s, !.orig = k + 1, !.num = 1]
        go(l) == /\ pc' = [pc EXCEPT ![t] = l]
                 /\ loc' = [loc EXCEPT ![t] = v]
                 /\ UNCHANGED <<stk, ip>>
    IN  /\ pc[t] = "fuse_iomap_writeback_range:add"
        /\ Assert(loc[t].req # 0 \/ FreeSlots(k) # {}, "no free request slot: Copies is too small")
        /\ req' = IF loc[t].req # 0
                  THEN [req EXCEPT ![s].n = @ + 1]
                  ELSE [req EXCEPT ![s] = [NoReq EXCEPT !.st = "INIT", !.op = "WRITE", !.off = 2 * k,
                                                        !.n = 1, !.data = <<>>]]
        /\ IF ~InLaunder(t) THEN go("fuse_writepages_fill:unlock_page")
           ELSE IF loc[t].ff # 0 THEN Call(t, "fuse_writepages_send:queue", "fuse_writepages:put", v)
           ELSE go("fuse_writepages_send:queue")
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, pending, srv, ghost>>

FuseWritepagesSend_queue__since_6_18(t) ==
    LET s == loc[t].req
        ff == loc[t].ff
    IN  /\ pc[t] = "fuse_writepages_send:queue"
        /\ fclock = 0
        /\ req' = [req EXCEPT ![s].ff = ff]
        /\ files' = IF ff = 0 THEN files ELSE [files EXCEPT !.count[ff] = @ + 1]
        /\ queued' = Append(queued, s)
        /\ EnterFlush(t, writectr, queued', [loc[t] EXCEPT !.req = 0, !.orig = 0, !.num = 0])
        /\ UNCHANGED <<mm, pageq, inode, writectr, wpages, waitq, pending, ssize, sdata, vmstat, ghost>>

-----------------------------------------------------------------------------
(* The daemon reads the pages themselves. *)

RECURSIVE PagesFrom(_, _)
PagesFrom(k, n) == IF n = 0 THEN <<>> ELSE page[cache[k]].data \o PagesFrom(k + 1, n - 1)

Daemon_read__since_6_18(d) ==
    LET s == SlotOf(d)
        r == req[s]
    IN  /\ pc[d] = "daemon:read"
        /\ pending # <<>>
        /\ Head(pending) = s
        /\ ~Aborted
        /\ Busy < DaemonThreads
        /\ fclock = 0
        /\ pending' = Tail(pending)
        /\ req' = [req EXCEPT ![s].st = "SENT",
                   ![s].data = IF r.op = "WRITE" /\ IsForeground(s) THEN page[r.page].data
                               ELSE IF IsWriteback(s) THEN PagesFrom(r.off \div 2, r.n)
                               ELSE @]
        /\ Goto(d, "daemon:apply", DaemonLocals)
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, srv, ghost>>

(* What the daemon has not read has no content. *)
AbortedData__since_6_18(s) ==
    IF req[s].data = <<>> THEN [i \in 1..(2 * req[s].n) |-> 0] ELSE req[s].data

(* fuse_writepage_finish: the writeback of the pages ends, at once for all of them. *)
FuseWritepageFinish_end_writeback(c) ==
    LET s == IF loc[c].req # 0 THEN loc[c].req ELSE SlotOf(c)
        ended == {cache[k] : k \in FirstPage(s)..(FirstPage(s) + req[s].n - 1)}
    IN  /\ pc[c] = "fuse_writepage_finish:end_writeback"
        /\ page' = [f \in Frames |-> IF f \in ended THEN [page[f] EXCEPT !.wb = 0] ELSE page[f]]
        /\ wbq' = [f \in Frames |-> IF f \in ended THEN <<>> ELSE wbq[f]]
        /\ vmstat' = AccountWritten(ended)
        /\ Goto(c, "fuse_writepage_finish:wake", loc[c])
        /\ UNCHANGED <<cache, pte, lockq, inode, fclock, fi, dev, server, ghost>>

FuseWritepageFinish_wake__since_6_18(c) ==
    /\ pc[c] = "fuse_writepage_finish:wake"
    /\ waitq' = <<>>
    /\ Return(c, loc[c])
    /\ UNCHANGED <<mm, pageq, inode, fclock, writectr, queued, wpages, dev, srv, ghost>>

Drop_writepage__since_6_18(t, s) ==
    /\ queued' = Tail(queued)
    /\ Call(t, "fuse_writepage_finish:end_writeback", "fuse_send_writepage:drop", [loc[t] EXCEPT !.req = s])
    /\ UNCHANGED <<wpages, writectr, req, pending, fclock, vmstat>>

FuseWritepageEnd_lock__since_6_18(d) ==
    /\ pc[d] = "fuse_writepage_end:lock"
    /\ fclock = 0
    /\ fclock' = d
    /\ writectr' = Decremented(writectr)
    /\ Call(d, "fuse_writepage_finish:end_writeback", "fuse_writepage_end:unlock", EndLocals(d))
    /\ UNCHANGED <<mm, pageq, inode, queued, wpages, waitq, dev, srv, ghost>>

-----------------------------------------------------------------------------
(* close: when a page's writeback is over the daemon has it. *)
FlushSteps__since_6_18(t) == WriteAll(t)

-----------------------------------------------------------------------------
(* Reclaim leaves dirty pages alone, and pages under writeback. *)

Costly__since_6_18(t) == FALSE
PageoutOrGoOn__since_6_18(t, dirty, v) ==
    IF dirty = 1 /\ IsReclaim(Op(t)) THEN Goto(t, "shrink_page_list:keep_locked", v)
    ELSE Goto(t, UnmappedLabel(t), v)

(* P7: who waits for PG_writeback of a page that a WRITE has waits for the daemon. *)
WithDaemon__since_6_18(f) ==
    page[f].wb = 1 /\ \E s \in WbSlots : req[s].st # "FREE" /\ HoldsPage(s, IndexOf(f))

-----------------------------------------------------------------------------
(* sync(2): SB_I_NO_DATA_INTEGRITY.  The flusher that it wakes is a task of the scenario, or none. *)

SyncInodesSb_start__since_6_18(t) ==
    /\ pc[t] = "sync_inodes_sb:start"
    /\ Finish(t)
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

(* The fix before it: the pages are written, and their writeback is not waited for. *)
SyncInodesSb_start__since_6_18__without_76f9377cd2ab(t) ==
    /\ pc[t] = "sync_inodes_sb:start"
    /\ Goto(t, WritepagesLabel(Op(t)), NoLocals)
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

(* Neither of them. *)
SyncInodesSb_start__since_6_18__without_f9a49aa302a0(t) ==
    /\ pc[t] = "sync_inodes_sb:start"
    /\ Call(t, WritepagesLabel(Op(t)), "filemap_fdatawait:wait", NoLocals)
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

-----------------------------------------------------------------------------
(* What went with the temporary pages.  It is named here so that no change of it seems to be one of *)
(* this generation.                                                                                  *)
FillInFlight__since_6_18(k) == FALSE
WritepageInFlight__since_6_18(k) == FALSE
AfterRedirty__since_6_18(t) == FALSE
Unchained__since_6_18(s, next) == req
SecondaryHolds__since_6_18 == FALSE
SecondaryCrop__since_6_18(d) == 0
LeftAtEnd__since_6_18(d) == wpages
AfterCopyLabel__since_6_18 == "-"
MergedTempDec__since_6_18(v) == v
MergedWriteout__since_6_18(v) == v
AccountDropped__since_6_18(n, chained) == vmstat

GenerationStep__since_6_18(t) ==
    \/ GenerationStep__since_6_1(t)
    \/ IomapWritebackFolio_i_size(t)
    \/ IomapWritebackFolio_set_writeback(t)
    \/ IomapWritebackFolio_end_writeback(t)
    \/ FuseIomapWritebackRange_add(t)
    \/ FuseWritepageFinish_end_writeback(t)

GenerationEnd__since_6_18(d) ==
    \/ GenerationEnd__since_6_1(d)
    \/ FuseWritepageFinish_end_writeback(d)
=============================================================================
