----------------------------- MODULE Linux_3_13 -----------------------------
(***************************************************************************)
(* Generation 3.13: fs/fuse/file.c with ->writepages as merged in 2013     *)
(* (26d614df1da9 and its fixes), mm/page-writeback.c with the TOWRITE tag. *)
(*                                                                         *)
(* The code shape is that of 6eaf4782eb09, with these backports, each of   *)
(* which a kernel can be without: ce128de6260f (a chained request holds    *)
(* the handle), d5880c7a8620 (->writepage unlocks a page that it skips),   *)
(* a2ebba824106 (NR_WRITEBACK_TEMP goes down where it went up).            *)
(*                                                                         *)
(* WRITEs have several pages.  A page that is dirtied again while its copy *)
(* is in flight (direct I/O does that, behind the file system's back) gets *)
(* its new content into the copy, if the daemon has not read it, or is     *)
(* chained behind the request in flight and sent when that one ends.       *)
(*                                                                         *)
(* Not modelled: writeback_cache (3.15), the sync_inode_metadata of fsync, *)
(* errors of WRITE, allocation failure.                                    *)
(***************************************************************************)
EXTENDS Linux_2_6_30

-----------------------------------------------------------------------------
(* mm/page-writeback.c: WB_SYNC_ALL first tags what is dirty now TOWRITE and *)
(* writes only that, so that it ends though others go on dirtying.           *)

WritepagesLabel__since_3_13(o) ==
    IF SyncAll(o) THEN "tag_pages_for_writeback:tag" ELSE "write_cache_pages:lock_page"

TagPagesForWriteback_tag(t) ==
    /\ pc[t] = "tag_pages_for_writeback:tag"
    /\ page' = [f \in Frames |-> IF Attached(f) /\ page[f].tag = 1 THEN [page[f] EXCEPT !.tow = 1] ELSE page[f]]
    /\ Goto(t, "write_cache_pages:lock_page", loc[t])
    /\ UNCHANGED <<cache, pte, pageq, inode, fclock, fi, dev, srv, ghost>>

TaggedFor(t, i) == {k \in Pages : /\ k >= i
                                  /\ cache[k] # 0
                                  /\ IF cache[k] = 0 THEN FALSE
                                     ELSE IF SyncAll(Op(t)) THEN page[cache[k]].tow = 1 ELSE page[cache[k]].tag = 1}

(* The pass is over: what is left of the batch is sent, and the handle given back. *)
EndOfPass(t) ==
    LET v == [loc[t] EXCEPT !.index = 0]
    IN  IF loc[t].req # 0
        THEN Goto(t, "fuse_writepages_send:queue", v)
        ELSE IF loc[t].ff # 0 THEN Goto(t, "fuse_writepages:put", v) ELSE Return(t, v)

FuseWritepages_put(t) ==
    /\ pc[t] = "fuse_writepages:put"
    /\ fclock = 0
    /\ PutFile(loc[t].ff, req, pending)
    /\ Return(t, [loc[t] EXCEPT !.ff = 0])
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, ssize, sdata, vmstat, ghost>>

WriteCachePages_lock_page__since_3_13(t) ==
    LET l == "write_cache_pages:lock_page"
        i == loc[t].index
        f == IF loc[t].page # 0 THEN loc[t].page
             ELSE IF TaggedFor(t, i) = {} THEN 0 ELSE cache[MinOf(TaggedFor(t, i))]
        next == [loc[t] EXCEPT !.index = IndexOf(f) + 1, !.page = f, !.tst = 0]
        skip == ~Attached(f) \/ page[f].dirty = 0 \/ (page[f].wb = 1 /\ ~SyncAll(Op(t)))
    IN  /\ Awake(t, l)
        /\ \/ /\ f = 0
              /\ EndOfPass(t)
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

WriteCachePages_written(t) ==
    /\ pc[t] = "write_cache_pages:written"
    /\ Call(t, MkcleanLabel, "write_cache_pages:unlock_page", MkcleanLocals(loc[t]))
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

-----------------------------------------------------------------------------
(* ->page_mkwrite, ->writepages, ->writepage (reclaim), ->launder_page      *)

(* fuse_page_mkwrite takes the page lock, checks the mapping, waits for the  *)
(* copy in flight under the lock and returns VM_FAULT_LOCKED.                *)
CallPageMkwrite__since_3_13(t, ret, v) == Call(t, "fuse_page_mkwrite:lock_page", ret, v)

FusePageMkwrite_lock_page(t) ==
    LET l == "fuse_page_mkwrite:lock_page"
        f == loc[t].page
    IN  /\ Awake(t, l)
        /\ \/ LockFails(t, f, l)
           \/ /\ page[f].locked = 0 /\ Attached(f)
              /\ page' = [page EXCEPT ![f].locked = t]
              /\ lockq' = LockTaken(f, t)
              /\ pc' = [pc EXCEPT ![t] = "fuse_wait_on_page_writeback:wait"]
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

(* Whether a copy of the page is on its way, as ->writepages and ->writepage ask. *)
FillInFlight(k) == InFlight(k)
WritepageInFlight(k) == InFlight(k)

FillLabel(t) == IF Handles > 0 /\ loc[t].ff = 0 THEN "fuse_write_file_get:get"
                ELSE "fuse_writepages_fill:in_flight"

CallLaunder(t, v) ==
    Call(t, "fuse_writepage_locked:set_writeback", "fuse_wait_on_page_writeback:wait", v)

CleanedDirty__since_3_13(t, v) ==
    LET to(l, s) == /\ pc' = [pc EXCEPT ![t] = l]
                    /\ stk' = [stk EXCEPT ![t] = s]
                    /\ SetLoc(t, v)
                    /\ UNCHANGED ip
    IN  CASE Head(stk[t]) = "invalidate_complete_page2:remove" -> CallLaunder(t, v)
          [] Head(stk[t]) \in {"__remove_mapping:remove", "migrate_pages:move"} -> to("fuse_writepage:in_flight", Tail(stk[t]))
          [] OTHER -> to(FillLabel(t), Tail(stk[t]))

(* ->writepage, called by reclaim only: a page whose copy is in flight is left alone. *)
FuseWritepage_in_flight(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "fuse_writepage:in_flight"
        /\ fclock = 0
        /\ IF WritepageInFlight(IndexOf(f))
           THEN Goto(t, "redirty_page_for_writepage:redirty", loc[t])
           ELSE Call(t, "fuse_writepage_locked:set_writeback", "fuse_writepage:unlock_page", loc[t])
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

(* A page that was skipped is unlocked; in ->writepage only since d5880c7a8620. *)
AfterRedirty(t) == Goto(t, IF OnePage(Op(t)) THEN "fuse_writepage:unlock_page"
                                                  ELSE "fuse_writepages_fill:unlock_page", loc[t])

RedirtyPageForWritepage_redirty(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "redirty_page_for_writepage:redirty"
        /\ page' = [page EXCEPT ![f] = Dirtied(f)]
        /\ vmstat' = AccountDirtied(f)
        /\ AfterRedirty(t)
        /\ UNCHANGED <<cache, pte, pageq, inode, fclock, fi, dev, server, ghost>>

(* fuse_write_file_get: a WARN, and the page's data is lost (EIO). *)
WritesOnePage(t) == page[loc[t].page].wb = 1    \* fuse_writepage_locked, not fuse_writepages_fill
GotFileLabel__since_3_13(t) == IF WritesOnePage(t) THEN "fuse_writepage_locked:copy"
                                                   ELSE "fuse_writepages_fill:in_flight"
NoWriteFile__since_3_13(t) ==
    /\ IF WritesOnePage(t)
       THEN Goto(t, "fuse_writepage_locked:end_writeback", loc[t])
       ELSE Goto(t, "fuse_writepages_fill:unlock_page", loc[t])
    /\ UNCHANGED <<fclock, ghost>>

(* fuse_writepages_fill: the batch so far is sent if this page cannot join it. *)
FuseWritepagesFill_in_flight(t) ==
    LET k == IndexOf(loc[t].page)
        inflight == FillInFlight(k)
        batch == loc[t].req # 0
        v == [loc[t] EXCEPT !.in_flight = IF inflight THEN 1 ELSE 0]
    IN  /\ pc[t] = "fuse_writepages_fill:in_flight"
        /\ fclock = 0
        /\ IF batch /\ (inflight \/ loc[t].num >= MaxPages \/ loc[t].orig - 1 + loc[t].num # k)
           THEN Call(t, "fuse_writepages_send:queue", "fuse_writepages_fill:alloc", v)
           ELSE Goto(t, IF batch THEN "fuse_writepages_fill:set_writeback" ELSE "fuse_writepages_fill:alloc", v)
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

(* A new request goes on writepages, with no page yet. *)
FuseWritepagesFill_alloc(t) ==
    LET k == IndexOf(loc[t].page)
        s == MinOf(FreeSlots(k))
    IN  /\ pc[t] = "fuse_writepages_fill:alloc"
        /\ fclock = 0
        /\ Assert(FreeSlots(k) # {}, "no free request slot: Copies is too small")
        /\ req' = [req EXCEPT ![s] = [NoReq EXCEPT !.st = "INIT", !.op = "WRITE", !.off = 2 * k,
                                                   !.data = <<>>]]
        /\ wpages' = <<s>> \o wpages
        /\ Goto(t, "fuse_writepages_fill:set_writeback", [loc[t] EXCEPT !.req = s, !.orig = k + 1, !.num = 0])
        /\ UNCHANGED <<mm, pageq, inode, fclock, writectr, queued, waitq, pending, srv, ghost>>

FuseWritepagesFill_set_writeback(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "fuse_writepages_fill:set_writeback"
        /\ page' = [page EXCEPT ![f] = UnderWriteback(f)]
        /\ vmstat' = AccountWriteback(f)
        /\ Goto(t, "fuse_writepages_fill:copy", loc[t])
        /\ UNCHANGED <<cache, pte, pageq, inode, fclock, fi, dev, server, ghost>>

FuseWritepagesFill_copy(t) ==
    LET f == loc[t].page
        s == loc[t].req
    IN  /\ pc[t] = "fuse_writepages_fill:copy"
        /\ req' = [req EXCEPT ![s].data = @ \o page[f].data]
        /\ vmstat' = AccountCopy
        /\ Goto(t, IF loc[t].in_flight = 1 THEN "fuse_writepage_in_flight:merge"
                                           ELSE "fuse_writepages_fill:count", loc[t])
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, pending, server, ghost>>

(* Is the page's new content put into the request that is on its way, or chained behind it? *)
NotReadYet(s) == req[s].n = 1 /\ req[s].st \in {"INIT", "PENDING"}
MayUpdate(s) == NotReadYet(s)
MayChain(s) == TRUE

(* The last request of the chain from s that holds just page k, else found. *)
RECURSIVE LastInChain(_, _, _)
LastInChain(s, k, found) ==
    LET here == IF req[s].n = 1 /\ FirstPage(s) = k THEN s ELSE found
    IN  IF req[s].aux = <<>> THEN here ELSE LastInChain(Head(req[s].aux), k, here)

(* The new request of one page is not needed any more; its temporary page is the one counted. *)
MergedTempDec(v) == NrWritebackTempDec(v, 1)
MergedWriteout(v) == BdiWriteoutInc(v, 1)
AccountMerged == AccountFree(MergedWriteout(MergedTempDec(BdiWritebackDec(vmstat, 1))), 1)

FuseWritepageInFlight_merge(t) ==
    LET f == loc[t].page
        k == IndexOf(f)
        new == loc[t].req
        others == Off(wpages, new)
        holds == {i \in 1..Len(others) : HoldsPage(others[i], k)}
        first == others[MinOf(holds)]
        old == LastInChain(first, k, first)
        done == [loc[t] EXCEPT !.req = 0, !.orig = 0, !.num = 0, !.in_flight = 0]
    IN  /\ pc[t] = "fuse_writepage_in_flight:merge"
        /\ fclock = 0
        /\ IF holds = {} \/ (IF holds = {} THEN TRUE ELSE ~MayUpdate(old) /\ ~MayChain(old))
           THEN /\ wpages' = <<new>> \o others
                /\ Goto(t, "fuse_writepages_fill:count", [loc[t] EXCEPT !.in_flight = 0])
                /\ UNCHANGED <<req, vmstat>>
           ELSE /\ wpages' = others
                /\ req' = IF MayUpdate(old)
                          THEN [req EXCEPT ![old].data[1] = page[f].data[1], ![old].data[2] = page[f].data[2],
                                           ![new] = NoReq]
                          ELSE [req EXCEPT ![new].n = 1, ![new].aux = req[old].aux, ![old].aux = <<new>>]
                /\ vmstat' = IF MayUpdate(old) THEN AccountMerged ELSE vmstat
                /\ Goto(t, "fuse_writepages_fill:end_writeback", done)
        /\ UNCHANGED <<mm, pageq, inode, fclock, writectr, queued, waitq, pending, server, ghost>>

EndWriteback(f) == /\ page' = [page EXCEPT ![f].wb = 0]
                   /\ wbq' = [wbq EXCEPT ![f] = <<>>]
                   /\ vmstat' = AccountWritten({f})

FuseWritepagesFill_end_writeback(t) ==
    /\ pc[t] = "fuse_writepages_fill:end_writeback"
    /\ EndWriteback(loc[t].page)
    /\ Goto(t, "fuse_writepages_fill:unlock_page", loc[t])
    /\ UNCHANGED <<cache, pte, lockq, inode, fclock, fi, dev, server, ghost>>

(* Only now fuse_page_is_writeback sees the page. *)
FuseWritepagesFill_count(t) ==
    LET s == loc[t].req
    IN  /\ pc[t] = "fuse_writepages_fill:count"
        /\ fclock = 0
        /\ req' = [req EXCEPT ![s].n = @ + 1]
        /\ Goto(t, "fuse_writepages_fill:unlock_page", [loc[t] EXCEPT !.num = @ + 1])
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, pending, srv, ghost>>

FuseWritepagesFill_unlock_page(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "fuse_writepages_fill:unlock_page"
        /\ page' = [page EXCEPT ![f] = PutPage(f, t, [@ EXCEPT !.locked = 0])]
        /\ lockq' = LockGiven(f)
        /\ Goto(t, "write_cache_pages:lock_page", [loc[t] EXCEPT !.page = 0])
        /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>

(* The size at which the flush crops; read once. *)
FlushCrop == isize

(* Enters the flush, if there is one, and goes on at l. *)
FlushThen(t, ctr, q, l, v) ==
    IF ctr >= 0 /\ q # <<>>
    THEN /\ fclock' = t
         /\ Call(t, "fuse_flush_writepages:send", l, [v EXCEPT !.crop = FlushCrop])
    ELSE /\ fclock' = 0
         /\ Goto(t, l, v)

(* The batch is queued, and sent unless somebody forbids it; only then its pages' writeback ends. *)
FuseWritepagesSend_queue(t) ==
    LET s == loc[t].req
        ff == loc[t].ff
    IN  /\ pc[t] = "fuse_writepages_send:queue"
        /\ fclock = 0
        /\ req' = [req EXCEPT ![s].ff = ff]
        /\ files' = IF ff = 0 THEN files ELSE [files EXCEPT !.count[ff] = @ + 1]
        /\ queued' = Append(queued, s)
        /\ FlushThen(t, writectr, queued', "fuse_writepages_send:end_writeback", [loc[t] EXCEPT !.req = 0])
        /\ UNCHANGED <<mm, pageq, inode, writectr, wpages, waitq, pending, ssize, sdata, vmstat, ghost>>

(* One page a step; orig is the next page + 1, num the pages left. *)
FuseWritepagesSend_end_writeback(t) ==
    LET v == [loc[t] EXCEPT !.orig = @ + 1, !.num = @ - 1]
    IN  /\ pc[t] = "fuse_writepages_send:end_writeback"
        /\ EndWriteback(cache[loc[t].orig - 1])
        /\ IF loc[t].num > 1
           THEN Goto(t, "fuse_writepages_send:end_writeback", v)
           ELSE IF loc[t].ff # 0 /\ loc[t].page = 0                \* the pass is over
           THEN Goto(t, "fuse_writepages:put", [v EXCEPT !.orig = 0, !.num = 0])
           ELSE Return(t, [v EXCEPT !.orig = 0, !.num = 0])
        /\ UNCHANGED <<cache, pte, lockq, inode, fclock, fi, dev, server, ghost>>

-----------------------------------------------------------------------------
(* One page (->writepage, launder): queued before its writeback ends (4a4ac4eba101). *)

AfterCopyLabel__since_3_13 == "fuse_writepage_locked:queue"
FuseWritepageLocked_queue__since_3_13(t) ==
    LET s == loc[t].req
    IN  /\ pc[t] = "fuse_writepage_locked:queue"
        /\ fclock = 0
        /\ wpages' = <<s>> \o wpages
        /\ queued' = Append(queued, s)
        /\ FlushThen(t, writectr, queued', "fuse_writepage_locked:end_writeback", [loc[t] EXCEPT !.req = 0])
        /\ UNCHANGED <<mm, pageq, inode, writectr, waitq, dev, srv, ghost>>
FuseWritepageLocked_end_writeback__since_3_13(t) ==
    /\ pc[t] = "fuse_writepage_locked:end_writeback"
    /\ EndWriteback(loc[t].page)
    /\ Return(t, loc[t])
    /\ UNCHANGED <<cache, pte, lockq, inode, fclock, fi, dev, server, ghost>>

-----------------------------------------------------------------------------
(* The flush reads i_size once (6eaf4782eb09); a chained request is cropped  *)
(* where its parent was.                                                     *)

CropLimit__since_3_13(t) == loc[t].crop
EnterFlush__since_3_13(t, ctr, q, v) ==
    IF ctr >= 0 /\ q # <<>>
    THEN /\ fclock' = t
         /\ Goto(t, "fuse_flush_writepages:send", [v EXCEPT !.crop = FlushCrop])
    ELSE /\ fclock' = 0
         /\ Return(t, v)
FlushOrReturn__since_3_13(t, ctr, q, v) ==
    IF ctr >= 0 /\ q # <<>>
    THEN /\ fclock' = t
         /\ Goto(t, "fuse_flush_writepages:send", v)
    ELSE /\ fclock' = 0
         /\ Return(t, [v EXCEPT !.crop = 0])

-----------------------------------------------------------------------------
(* Completion: everything chained is sent before writectr goes down, so that *)
(* nobody can see NOWRITE between a request and what is chained behind it.   *)

SecondaryCrop(d) == LET r == req[SlotOf(d)] IN r.off + r.len

(* A chained request names its parent's handle and takes a reference of its own; one that *)
(* names h without a reference has ff = -h.                                               *)
SecondaryHolds == TRUE
SecondaryHandle(h) == IF SecondaryHolds \/ h < 0 THEN h ELSE -h
HandleTaken(h) == IF h > 0 THEN [files EXCEPT !.count[h] = @ + 1] ELSE files

(* The next request leaves the chain of s. *)
Unchained(s, next) == [req EXCEPT ![s].aux = req[next].aux, ![next].aux = <<>>]

FuseWritepageEnd_lock__since_3_13(d) ==
    /\ pc[d] = "fuse_writepage_end:lock"
    /\ fclock = 0
    /\ fclock' = d
    /\ IF req[SlotOf(d)].aux # <<>>
       THEN Goto(d, "fuse_writepage_end:next", EndLocals(d)) /\ UNCHANGED <<writectr, wpages, vmstat>>
       ELSE /\ writectr' = Decremented(writectr)
            /\ wpages' = Off(wpages, SlotOf(d))
            /\ vmstat' = AccountFinish(vmstat, req[SlotOf(d)].n)
            /\ Call(d, "fuse_writepage_finish:wake", "fuse_writepage_end:unlock", EndLocals(d))
    /\ UNCHANGED <<mm, pageq, inode, queued, waitq, dev, server, ghost>>

NextSecondaryLabel(chain) == IF chain = <<>> THEN "fuse_writepage_end:decrement" ELSE "fuse_writepage_end:next"

FuseWritepageEnd_next(d) ==
    LET s == SlotOf(d)
        next == Head(req[s].aux)
        ff == SecondaryHandle(req[s].ff)
        len == LengthToSend(next, SecondaryCrop(d))
        unchained == [Unchained(s, next) EXCEPT ![next].ff = ff]
    IN  /\ pc[d] = "fuse_writepage_end:next"
        /\ files' = HandleTaken(ff)
        /\ IF len > 0
           THEN /\ writectr' = Incremented(writectr)
                /\ wpages' = <<next>> \o wpages
                /\ req' = [unchained EXCEPT ![next].st = "PENDING", ![next].len = len]
                /\ pending' = Append(pending, next)
                /\ Goto(d, NextSecondaryLabel(unchained[s].aux), EndLocals(d))
                /\ UNCHANGED vmstat
           ELSE /\ req' = unchained                      \* truncated off completely
                /\ Call(d, "fuse_writepage_finish:wake", "fuse_send_writepage:drop_secondary",
                        [EndLocals(d) EXCEPT !.req = next])
                /\ vmstat' = AccountFinish(vmstat, req[next].n)
                /\ UNCHANGED <<writectr, wpages, pending>>
        /\ UNCHANGED <<mm, pageq, inode, fclock, queued, waitq, ssize, sdata, ghost>>

FuseSendWritepage_drop_secondary(d) ==
    LET s == loc[d].req
    IN  /\ pc[d] = "fuse_send_writepage:drop_secondary"
        /\ fclock' = 0
        /\ PutFile(req[s].ff, [req EXCEPT ![s] = NoReq], pending)
        /\ vmstat' = AccountFree(vmstat, req[s].n)
        /\ Goto(d, "fuse_send_writepage:relock_secondary", EndLocals(d))
        /\ UNCHANGED <<mm, pageq, inode, fi, ssize, sdata, ghost>>

FuseSendWritepage_relock_secondary(d) ==
    /\ pc[d] = "fuse_send_writepage:relock_secondary"
    /\ fclock = 0
    /\ fclock' = d
    /\ Goto(d, NextSecondaryLabel(req[SlotOf(d)].aux), EndLocals(d))
    /\ UNCHANGED <<mm, pageq, inode, fi, dev, srv, ghost>>

FuseWritepageEnd_decrement(d) ==
    /\ pc[d] = "fuse_writepage_end:decrement"
    /\ writectr' = Decremented(writectr)
    /\ wpages' = Off(wpages, SlotOf(d))
    /\ vmstat' = AccountFinish(vmstat, req[SlotOf(d)].n)
    /\ Call(d, "fuse_writepage_finish:wake", "fuse_writepage_end:unlock", EndLocals(d))
    /\ UNCHANGED <<mm, pageq, inode, fclock, queued, waitq, dev, server, ghost>>

-----------------------------------------------------------------------------
(* close: ->flush writes the pages and waits for every WRITE. *)
FlushSteps__since_3_13(t) ==
    WriteAll(t) \o <<"fuse_flush:i_mutex">> \o SyncWrites \o <<"fuse_flush:unlock">>

FuseFlush_i_mutex(t) ==
    /\ pc[t] = "fuse_flush:i_mutex"
    /\ imutex = 0
    /\ imutex' = t
    /\ Return(t, loc[t])
    /\ UNCHANGED <<mm, pageq, isize, bad, fclock, fi, dev, srv, ghost>>
FuseFlush_unlock(t) ==
    /\ pc[t] = "fuse_flush:unlock"
    /\ imutex' = 0
    /\ Return(t, loc[t])
    /\ UNCHANGED <<mm, pageq, isize, bad, fclock, fi, dev, srv, ghost>>

GenerationStep__since_3_13(t) ==
    \/ Steps_2_6_30(t)
    \/ TagPagesForWriteback_tag(t)
    \/ WriteCachePages_written(t)
    \/ FuseWritepages_put(t)
    \/ FusePageMkwrite_lock_page(t)
    \/ FuseWritepage_in_flight(t)
    \/ RedirtyPageForWritepage_redirty(t)
    \/ FuseWritepagesFill_in_flight(t)
    \/ FuseWritepagesFill_alloc(t)
    \/ FuseWritepagesFill_set_writeback(t)
    \/ FuseWritepagesFill_copy(t)
    \/ FuseWritepageInFlight_merge(t)
    \/ FuseWritepagesFill_end_writeback(t)
    \/ FuseWritepagesFill_count(t)
    \/ FuseWritepagesFill_unlock_page(t)
    \/ FuseWritepagesSend_queue(t)
    \/ FuseWritepagesSend_end_writeback(t)
    \/ FuseFlush_i_mutex(t)
    \/ FuseFlush_unlock(t)

GenerationEnd__since_3_13(d) ==
    \/ FuseWritepageEnd_next(d)
    \/ FuseSendWritepage_drop_secondary(d)
    \/ FuseSendWritepage_relock_secondary(d)
    \/ FuseWritepageEnd_decrement(d)

-----------------------------------------------------------------------------
(* Fixes of 2013 and later taken out, each named by its commit *)

(* 8b284dc47291: ->writepages sends a second WRITE of a page whose copy is in flight. *)
FillInFlight__without_8b284dc47291(k) == FALSE

(* ff17be086477: ->writepage sends a second WRITE of a page whose copy is in flight. *)
WritepageInFlight__without_ff17be086477(k) == FALSE

(* d5880c7a8620: ->writepage leaves a page that it skips locked (until 2019). *)
AfterRedirty__without_d5880c7a8620(t) ==
    IF OnePage(Op(t)) THEN Finish(t) ELSE Goto(t, "fuse_writepages_fill:unlock_page", loc[t])

(* 6eaf4782eb09: a chained WRITE is cropped at the i_size of the moment when it is sent. *)
SecondaryCrop__without_6eaf4782eb09(d) == isize

(* 9de5be06d0a8: on 32-bit machines the size at which WRITEs are cropped loses its upper bits. *)
(* Until 2019.  A machine word counts to two pages here.                                      *)
WordHalves == 4
FlushCrop__without_9de5be06d0a8 == isize % WordHalves

(* a2ebba824106: what is merged is counted off in the zone of the page cache's page (until 2019). *)
MergedTempDec__without_a2ebba824106(v) == [v EXCEPT !.cachetemp = @ - 1]

(* 41b6e41fc609: what is merged is not counted as written. *)
MergedWriteout__without_41b6e41fc609(v) == v

(* ce128de6260f: a chained WRITE names a handle and holds no reference on it. *)
SecondaryHolds__without_ce128de6260f == FALSE

(* 72523425fb43: where no handle is left to write with, BUG_ON instead of a warning and EIO. *)
NoWriteFile__since_3_13__without_72523425fb43(t) ==
    /\ Oops(t, "BUG_ON(list_empty(&fi->write_files)) in fuse_write_file_get")
    /\ fclock' = t

(* cca2437045dd: fuse_page_mkwrite looks for a copy in flight without the page lock. *)
CallPageMkwrite__since_3_13__without_cca2437045dd(t, ret, v) ==
    Call(t, "fuse_wait_on_page_writeback:wait", ret, v)

(* 4a4ac4eba101: fuse_writepage_locked calls end_page_writeback before it queues the copy. *)
AfterCopyLabel__since_3_13__without_4a4ac4eba101 == "fuse_writepage_locked:end_writeback"
FuseWritepageLocked_end_writeback__since_3_13__without_4a4ac4eba101(t) ==
    /\ pc[t] = "fuse_writepage_locked:end_writeback"
    /\ EndWriteback(loc[t].page)
    /\ Goto(t, "fuse_writepage_locked:queue", loc[t])
    /\ UNCHANGED <<cache, pte, lockq, inode, fclock, fi, dev, server, ghost>>
FuseWritepageLocked_queue__since_3_13__without_4a4ac4eba101(t) ==
    LET s == loc[t].req
    IN  /\ pc[t] = "fuse_writepage_locked:queue"
        /\ fclock = 0
        /\ wpages' = <<s>> \o wpages
        /\ queued' = Append(queued, s)
        /\ EnterFlush(t, writectr, queued', [loc[t] EXCEPT !.req = 0])
        /\ UNCHANGED <<mm, pageq, inode, writectr, waitq, dev, srv, ghost>>

-----------------------------------------------------------------------------
(* What was discussed in September 2013 instead of 8b284dc47291, and what    *)
(* came later                                                                *)

(* The batch is sent first, then the copy in flight is waited for with the page locked. *)
FillOrWait(t) ==
    LET k == IndexOf(loc[t].page)
        inflight == FillInFlight(k)
        batch == loc[t].req # 0
    IN  /\ fclock = 0
        /\ IF batch /\ (inflight \/ loc[t].num >= MaxPages \/ loc[t].orig - 1 + loc[t].num # k)
           THEN Call(t, "fuse_writepages_send:queue", "fuse_writepages_fill:in_flight", loc[t])
           ELSE IF inflight
           THEN Call(t, "fuse_wait_on_page_writeback:wait", "fuse_writepages_fill:alloc", loc[t])
           ELSE Goto(t, IF batch THEN "fuse_writepages_fill:set_writeback"
                                 ELSE "fuse_writepages_fill:alloc", loc[t])
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

(* wait-in-writepage: whoever writes a page back waits for its copy in flight. *)
FuseWritepagesFill_in_flight__with_wait_in_writepage(t) ==
    /\ pc[t] = "fuse_writepages_fill:in_flight"
    /\ FillOrWait(t)
FuseWritepage_in_flight__with_wait_in_writepage(t) ==
    LET f == loc[t].page
        locked == <<"fuse_writepage_locked:set_writeback", "fuse_writepage:unlock_page">>
    IN  /\ pc[t] = "fuse_writepage:in_flight"
        /\ fclock = 0
        /\ pc' = [pc EXCEPT ![t] = "fuse_wait_on_page_writeback:wait"]
        /\ stk' = [stk EXCEPT ![t] = locked \o @]
        /\ UNCHANGED <<ip, loc, mm, pageq, inode, fclock, fi, dev, srv, ghost>>

(* skip-or-wait: WB_SYNC_NONE leaves the page dirty, WB_SYNC_ALL waits. *)
FillOrSkip(t, skips) ==
    IF skips /\ FillInFlight(IndexOf(loc[t].page))
    THEN /\ fclock = 0
         /\ Goto(t, "redirty_page_for_writepage:redirty", loc[t])
         /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>
    ELSE FillOrWait(t)
FuseWritepagesFill_in_flight__with_skip_or_wait(t) ==
    /\ pc[t] = "fuse_writepages_fill:in_flight"
    /\ FillOrSkip(t, ~SyncAll(Op(t)))

(* nfs-style: the same for ->writepages; NFS's ->writepage, too, waits only with WB_SYNC_ALL. *)
FuseWritepagesFill_in_flight__with_nfs_style(t) ==
    /\ pc[t] = "fuse_writepages_fill:in_flight"
    /\ FillOrSkip(t, ~SyncAll(Op(t)))

(* always-redirty: a page in flight is left dirty, whoever asks. *)
FuseWritepagesFill_in_flight__with_always_redirty(t) ==
    /\ pc[t] = "fuse_writepages_fill:in_flight"
    /\ FillOrSkip(t, TRUE)

(* update-only: what the daemon has not read is updated; else a second WRITE goes out. *)
MayChain__with_update_only(s) == FALSE

(* chain-only: nothing is updated, and each request is given to the daemon when the one before it ends. *)
MayUpdate__with_chain_only(s) == FALSE
Unchained__with_chain_only(s, next) == [req EXCEPT ![s].aux = <<>>]

(* c146024ec44c: launder waits for the copy in flight before it writes (2020). *)
CallLaunder__with_c146024ec44c(t, v) ==
    LET after == <<"fuse_writepage_locked:set_writeback", "fuse_wait_on_page_writeback:wait">>
    IN  /\ pc' = [pc EXCEPT ![t] = "fuse_wait_on_page_writeback:wait"]
        /\ stk' = [stk EXCEPT ![t] = after \o @]
        /\ SetLoc(t, v)
        /\ UNCHANGED ip

(* mkwrite-retry (a proposal): the copy in flight is waited for with the page unlocked, and looked *)
(* at once more under the lock.                                                                    *)
FusePageMkwrite_lock_page__with_mkwrite_retry(t) ==
    LET l == "fuse_page_mkwrite:lock_page"
        f == loc[t].page
    IN  /\ Awake(t, l)
        /\ \/ LockFails(t, f, l)
           \/ /\ page[f].locked = 0 /\ Attached(f)
              /\ page' = [page EXCEPT ![f].locked = t]
              /\ lockq' = LockTaken(f, t)
              /\ Goto(t, "fuse_page_mkwrite:in_flight", [loc[t] EXCEPT !.tst = 0])
              /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>
           \/ /\ page[f].locked = 0 /\ ~Attached(f)
              /\ page' = [page EXCEPT ![f] = PutPage(f, t, @)]
              /\ lockq' = LockTakenAndGiven(f, t)
              /\ pc' = [pc EXCEPT ![t] = RetryLabel(t)]
              /\ stk' = [stk EXCEPT ![t] = Tail(@)]
              /\ loc' = [loc EXCEPT ![t] = NoLocals]
              /\ UNCHANGED <<ip, cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>
FusePageMkwrite_in_flight(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "fuse_page_mkwrite:in_flight"
        /\ fclock = 0
        /\ IF InFlight(IndexOf(f))
           THEN /\ Goto(t, "fuse_page_mkwrite:unlock_page", loc[t])
           ELSE /\ pc' = [pc EXCEPT ![t] = LockedLabel(Head(stk[t]))]
                /\ stk' = [stk EXCEPT ![t] = Tail(@)]
                /\ UNCHANGED <<ip, loc>>
        /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>
FusePageMkwrite_unlock_page(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "fuse_page_mkwrite:unlock_page"
        /\ page' = [page EXCEPT ![f].locked = 0]
        /\ lockq' = LockGiven(f)
        /\ Call(t, "fuse_wait_on_page_writeback:wait", "fuse_page_mkwrite:lock_page", loc[t])
        /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>
RevertedStep__with_mkwrite_retry(t) ==
    \/ FusePageMkwrite_in_flight(t)
    \/ FusePageMkwrite_unlock_page(t)
=============================================================================
