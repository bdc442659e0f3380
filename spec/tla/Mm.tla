--------------------------------- MODULE Mm ---------------------------------
(***************************************************************************)
(* mm/memory.c, mm/filemap.c, mm/page-writeback.c, mm/truncate.c and       *)
(* mm/rmap.c of Linux 2.6.26 as far as a shared writable FUSE mapping      *)
(* meets them: the write fault (do_wp_page, __do_fault, filemap_fault),    *)
(* clear_page_dirty_for_io with page_mkclean, write_cache_pages, page      *)
(* cache truncation and invalidate_inode_pages2.                           *)
(*                                                                         *)
(* Not modelled: read faults, private mappings (so the second              *)
(* unmap_mapping_range of a truncation does nothing), the trylock pass of  *)
(* truncate_inode_pages (its second pass does the same work),       *)
(* time stamps.  A page that is looked up and locked at once is one step:  *)
(* nothing can come of the page between that a failed re-check under its   *)
(* lock would not show.  PG_writeback is set only under the page lock, so  *)
(* one who has the lock and finds it clear need not look again.            *)
(***************************************************************************)
EXTENDS Aops

(* Where a task goes on after a fault: the access is tried again; where there are limits of *)
(* dirty pages, once the task has kept them.                                                  *)
AccessLabel(t) == IF Op(t).op = "dio_read" THEN "get_user_pages:access" ELSE "store:access"
RetryLabel(t) == IF BdiLimit > 0 THEN "balance_dirty_pages:test" ELSE AccessLabel(t)

Awake(t, l) == /\ pc[t] = l
               /\ IF loc[t].tst = 1 \/ loc[t].page = 0 THEN TRUE
                  ELSE ~OnQueue(t, lockq[loc[t].page])

-----------------------------------------------------------------------------
(* mm/memory.c: a store through a shared mapping.  The access itself is what *)
(* the processor does: through a writable entry it succeeds, else it traps   *)
(* and is tried again after the fault.                                       *)

(* munmap is through with the mapping: an access through it is a SIGSEGV. *)
Gone(m) == Handles > 0 /\ files.gone[m] = 1

WpMkwriteReturn == "do_wp_page:set_pte"       \* where do_wp_page goes on after page_mkwrite

(* What is stored beyond it is nobody's to keep. *)
PromisedSize == isize

(* The page that do_wp_page or filemap_fault has found, and what page_mkwrite is called with. *)
MkwriteLocals(f) == [NoLocals EXCEPT !.page = f]
TrapReadOnly(t, f) == CallPageMkwrite(t, WpMkwriteReturn, MkwriteLocals(f))
(* filemap_fault returns the page locked; __do_fault unlocks it for page_mkwrite. *)
FoundPage(t, f) == /\ lockq' = LockTakenAndGiven(f, t)
                   /\ CallPageMkwrite(t, "__do_fault:lock_page", MkwriteLocals(f))
                   /\ UNCHANGED page
FaultSetPteLabel == "__do_fault:set_pte"      \* where __do_fault goes on with the page locked

(* An access that needs a fault, with the entry that it found. *)
Trap(t, e) ==
    IF Gone(Op(t).map) THEN Finish(t)
    ELSE IF e < 0
    THEN TrapReadOnly(t, -e)
    ELSE Goto(t, "filemap_fault:size", NoLocals)

Store_access(t) ==
    LET o == Op(t)
        k == o.half \div 2
        e == pte[o.map][k]
    IN  /\ pc[t] = "store:access"
        /\ \/ /\ e > 0
              /\ page' = [page EXCEPT ![e].data[(o.half % 2) + 1] = o.id]
              /\ order' = [order EXCEPT ![o.half] = Append(@, o.id)]
              /\ exempt' = IF o.half >= PromisedSize THEN exempt \cup {Cell(o.id, o.half)} ELSE exempt
              /\ Finish(t)
              /\ UNCHANGED <<cache, pte, before, dead, cut, applied, lost, gbad, bug>>
           \/ /\ e <= 0
              /\ Trap(t, e)
              /\ UNCHANGED <<mm, ghost>>
        /\ UNCHANGED <<pageq, inode, fclock, fi, dev, srv>>

(* Page-table lock: is the entry still what trapped? *)
DoWpPage_set_pte(t) ==
    LET o == Op(t)
        k == o.half \div 2
        f == loc[t].page
    IN  /\ pc[t] = "do_wp_page:set_pte"
        /\ IF pte[o.map][k] = -f
           THEN /\ pte' = [pte EXCEPT ![o.map][k] = f]
                /\ Goto(t, "do_wp_page:wait_on_page_locked", loc[t])
                /\ UNCHANGED page
           ELSE /\ page' = [page EXCEPT ![f] = PutPage(f, t, @)]
                /\ Goto(t, RetryLabel(t), NoLocals)
                /\ UNCHANGED pte
        /\ UNCHANGED <<cache, pageq, inode, fclock, fi, dev, srv, ghost>>

(* Waits until nobody holds the page lock; does not take it. *)
DoWpPage_wait_on_page_locked(t) ==
    LET f == loc[t].page
    IN  /\ Awake(t, "do_wp_page:wait_on_page_locked")
        /\ IF page[f].locked = 0
           THEN /\ lockq' = [lockq EXCEPT ![f] = Off(@, t)]
                /\ Goto(t, "do_wp_page:set_page_dirty", [loc[t] EXCEPT !.tst = 0])
           ELSE IF loc[t].tst = 0
                THEN /\ lockq' = [lockq EXCEPT ![f] = Append(@, t)]
                     /\ Goto(t, "do_wp_page:wait_on_page_locked", [loc[t] EXCEPT !.tst = 1])
                ELSE /\ Goto(t, "do_wp_page:wait_on_page_locked", [loc[t] EXCEPT !.tst = 0])
                     /\ UNCHANGED lockq
        /\ UNCHANGED <<mm, wbq, inode, fclock, fi, dev, srv, ghost>>

(* set_page_dirty: the flag and, while the page is in the file, its radix tree tag. *)
Dirtied(f) == [page[f] EXCEPT !.dirty = 1, !.tag = IF Attached(f) THEN 1 ELSE @]

SetPageDirtyAndPut(t) ==
    LET f == loc[t].page
    IN  /\ page' = [page EXCEPT ![f] = PutPage(f, t, Dirtied(f))]
        /\ vmstat' = AccountDirtied(f)
        /\ Goto(t, RetryLabel(t), NoLocals)
        /\ UNCHANGED <<cache, pte, pageq, inode, fclock, fi, dev, server, ghost>>

DoWpPage_set_page_dirty(t) == pc[t] = "do_wp_page:set_page_dirty" /\ SetPageDirtyAndPut(t)
DoFault_set_page_dirty(t) == pc[t] = "__do_fault:set_page_dirty" /\ SetPageDirtyAndPut(t)

(* mm/filemap.c *)
FilemapFault_size(t) ==
    /\ pc[t] = "filemap_fault:size"
    /\ IF Op(t).half \div 2 >= PagesIn(isize)
       THEN Finish(t)                                       \* SIGBUS
       ELSE Goto(t, "filemap_fault:find_lock_page", NoLocals)
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

FilemapFault_find_lock_page(t) ==
    LET l == "filemap_fault:find_lock_page"
        k == Op(t).half \div 2
        f == IF loc[t].page # 0 THEN loc[t].page ELSE cache[k]
        new == MinOf(FreeFrames(k))
    IN  /\ Awake(t, l)
        /\ \/ /\ f = 0                                      \* not in the cache: page_cache_read
              /\ Assert(FreeFrames(k) # {}, "no free page frame: FrameCopies is too small")
              /\ page' = [page EXCEPT ![new].locked = t]
              /\ cache' = [cache EXCEPT ![k] = new]
              /\ CallReadpage(t, l, [NoLocals EXCEPT !.page = new])
              /\ UNCHANGED <<pte, pageq, inode, fclock, fi, dev, srv, ghost>>
           \/ f # 0 /\ LockFails(t, f, l)
           \/ /\ f # 0
              /\ page[f].locked = 0
              /\ \/ /\ ~Attached(f)                         \* truncated while we waited: look again
                    /\ page' = [page EXCEPT ![f] = PutPage(f, t, @)]
                    /\ lockq' = LockTakenAndGiven(f, t)
                    /\ Goto(t, l, NoLocals)
                 \/ /\ Attached(f) /\ page[f].upto = 0
                    /\ page' = [page EXCEPT ![f].locked = t]
                    /\ lockq' = LockTaken(f, t)
                    /\ CallReadpage(t, l, [NoLocals EXCEPT !.page = f])
                 \/ /\ Attached(f) /\ page[f].upto = 1 /\ k >= PagesIn(isize)
                    /\ lockq' = LockTakenAndGiven(f, t)     \* SIGBUS
                    /\ Finish(t)
                    /\ UNCHANGED page
                 \/ /\ Attached(f) /\ page[f].upto = 1 /\ k < PagesIn(isize)
                    /\ FoundPage(t, f)
              /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>

(* page->mapping, looked at under the page lock: a page that has left the file is not mapped. *)
MayInstall(f) == Attached(f)

DoFault_lock_page(t) ==
    LET f == loc[t].page
    IN  /\ Awake(t, "__do_fault:lock_page")
        /\ \/ LockFails(t, f, "__do_fault:lock_page")
           \/ /\ page[f].locked = 0
              /\ IF MayInstall(f)
                 THEN /\ page' = [page EXCEPT ![f].locked = t]
                      /\ lockq' = LockTaken(f, t)
                      /\ Goto(t, FaultSetPteLabel, [loc[t] EXCEPT !.tst = 0])
                 ELSE /\ page' = [page EXCEPT ![f] = PutPage(f, t, @)]
                      /\ lockq' = LockTakenAndGiven(f, t)
                      /\ Goto(t, RetryLabel(t), NoLocals)
              /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>

DoFault_set_pte(t) ==
    LET o == Op(t)
        k == o.half \div 2
        f == loc[t].page
    IN  /\ pc[t] = "__do_fault:set_pte"
        /\ IF pte[o.map][k] = 0
           THEN /\ pte' = [pte EXCEPT ![o.map][k] = f]
                /\ page' = [page EXCEPT ![f].locked = 0]
                /\ Goto(t, "__do_fault:set_page_dirty", loc[t])
           ELSE /\ page' = [page EXCEPT ![f] = PutPage(f, t, [@ EXCEPT !.locked = 0])]
                /\ Goto(t, RetryLabel(t), NoLocals)
                /\ UNCHANGED pte
        /\ lockq' = LockGiven(f)
        /\ UNCHANGED <<cache, wbq, inode, fclock, fi, dev, srv, ghost>>

-----------------------------------------------------------------------------
(* mm/page-writeback.c and mm/rmap.c: clear_page_dirty_for_io(page), page    *)
(* locked.  Its caller goes on at Head(stk) if the page was clean, and with  *)
(* CleanedDirty, the file system's writepage, if it was dirty.               *)

MkcleanDone(t, cleaned, v) ==
    Goto(t, IF cleaned = 1 THEN "clear_page_dirty_for_io:set_page_dirty"
                           ELSE "clear_page_dirty_for_io:test_and_clear", v)
AfterMkclean(t, cleaned, v) == MkcleanDone(t, cleaned, v)

(* Cleans one mapping's entry under its page-table lock. *)
PageMkclean_clean(t) ==
    LET f == loc[t].page
        k == IndexOf(f)
        m == loc[t].vma
        was == pte[m][k] = f
        cleaned == IF was THEN 1 ELSE loc[t].cleaned
    IN  /\ pc[t] = "page_mkclean:clean"
        /\ pte' = IF was THEN [pte EXCEPT ![m][k] = -f] ELSE pte
        /\ IF m < NMaps
           THEN Goto(t, "page_mkclean:clean", [loc[t] EXCEPT !.vma = m + 1, !.cleaned = cleaned])
           ELSE AfterMkclean(t, cleaned, [loc[t] EXCEPT !.vma = 0, !.cleaned = 0])
        /\ UNCHANGED <<page, cache, pageq, inode, fclock, fi, dev, srv, ghost>>

ClearPageDirtyForIo_set_page_dirty(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "clear_page_dirty_for_io:set_page_dirty"
        /\ page' = [page EXCEPT ![f] = Dirtied(f)]
        /\ vmstat' = AccountDirtied(f)
        /\ Goto(t, "clear_page_dirty_for_io:test_and_clear", loc[t])
        /\ UNCHANGED <<cache, pte, pageq, inode, fclock, fi, dev, server, ghost>>

(* The radix tree tag stays until set_page_writeback. *)
ClearPageDirtyForIo_test_and_clear(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "clear_page_dirty_for_io:test_and_clear"
        /\ page' = [page EXCEPT ![f].dirty = 0]
        /\ vmstat' = AccountCleaned(f)
        /\ IF page[f].dirty = 1 THEN CleanedDirty(t, loc[t]) ELSE Return(t, loc[t])
        /\ UNCHANGED <<cache, pte, pageq, inode, fclock, fi, dev, server, ghost>>

(* The first step of clear_page_dirty_for_io. *)
MkcleanLabel == IF NMaps = 0 THEN "clear_page_dirty_for_io:test_and_clear" ELSE "page_mkclean:clean"
MkcleanLocals(v) == [v EXCEPT !.vma = IF NMaps = 0 THEN 0 ELSE 1]

-----------------------------------------------------------------------------
(* mm/page-writeback.c: write_cache_pages over the pages tagged dirty. *)

Tagged(i) == {k \in Pages : k >= i /\ cache[k] # 0 /\ page[cache[k]].tag = 1}

WriteCachePages_lock_page(t) ==
    LET l == "write_cache_pages:lock_page"
        i == loc[t].index
        f == IF loc[t].page # 0 THEN loc[t].page
             ELSE IF Tagged(i) = {} THEN 0 ELSE cache[MinOf(Tagged(i))]
        next == [loc[t] EXCEPT !.index = IndexOf(f) + 1, !.page = f, !.tst = 0]
    IN  /\ Awake(t, l)
        /\ \/ /\ f = 0
              /\ Return(t, [loc[t] EXCEPT !.index = 0])
              /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>
           \/ f # 0 /\ LockFails(t, f, l)
           \/ /\ f # 0 /\ page[f].locked = 0
              /\ IF Attached(f)
                 THEN /\ page' = [page EXCEPT ![f].locked = t]
                      /\ lockq' = LockTaken(f, t)
                      /\ Call(t, MkcleanLabel, "write_cache_pages:unlock_page", MkcleanLocals(next))
                 ELSE /\ page' = [page EXCEPT ![f] = PutPage(f, t, @)]
                      /\ lockq' = LockTakenAndGiven(f, t)
                      /\ Goto(t, l, [next EXCEPT !.page = 0])
              /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>

(* unlock_page: in write_cache_pages if the page was clean, in ->writepage if it was written. *)
UnlockAndGoOn(t) ==
    LET f == loc[t].page
    IN  /\ page' = [page EXCEPT ![f] = PutPage(f, t, [@ EXCEPT !.locked = 0])]
        /\ lockq' = LockGiven(f)
        /\ IF OnePage(Op(t))
           THEN Finish(t)
           ELSE Goto(t, "write_cache_pages:lock_page", [loc[t] EXCEPT !.page = 0])
        /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>

WriteCachePages_unlock_page(t) == pc[t] = "write_cache_pages:unlock_page" /\ UnlockAndGoOn(t)
FuseWritepage_unlock_page(t) == pc[t] = "fuse_writepage:unlock_page" /\ UnlockAndGoOn(t)

(* mm/filemap.c: wait_on_page_writeback of a page that the caller has locked. *)
WaitOnPageWriteback_wait(t) ==
    LET l == "wait_on_page_writeback:wait"
        f == loc[t].page
    IN  /\ pc[t] = l
        /\ IF loc[t].tst = 1 THEN TRUE ELSE ~OnQueue(t, wbq[f])
        /\ IF page[f].wb = 0
           THEN /\ wbq' = [wbq EXCEPT ![f] = Off(@, t)]
                /\ Return(t, [loc[t] EXCEPT !.tst = 0])
           ELSE IF loc[t].tst = 0
                THEN /\ wbq' = [wbq EXCEPT ![f] = Append(@, t)]
                     /\ Goto(t, l, [loc[t] EXCEPT !.tst = 1])
                ELSE /\ Goto(t, l, [loc[t] EXCEPT !.tst = 0])
                     /\ UNCHANGED wbq
        /\ UNCHANGED <<mm, lockq, inode, fclock, fi, dev, srv, ghost>>

(* mm/filemap.c: wait for PG_writeback of every page; takes no page lock. *)
FilemapFdatawait_wait(t) ==
    LET l == "filemap_fdatawait:wait"
        wb == {k \in Pages : cache[k] # 0 /\ page[cache[k]].wb = 1}
        f == loc[t].page
        g == cache[MinOf(wb)]
    IN  /\ pc[t] = l
        /\ IF loc[t].tst = 1 \/ f = 0 THEN TRUE ELSE ~OnQueue(t, wbq[f])
        /\ IF loc[t].tst = 1
           THEN IF page[f].wb = 0
                THEN /\ wbq' = [wbq EXCEPT ![f] = Off(@, t)]
                     /\ page' = [page EXCEPT ![f] = PutPage(f, t, @)]
                     /\ Goto(t, l, [loc[t] EXCEPT !.tst = 0, !.page = 0])
                ELSE /\ Goto(t, l, [loc[t] EXCEPT !.tst = 0])
                     /\ UNCHANGED <<wbq, page>>
           ELSE IF f # 0                                   \* woken: test again
                THEN IF page[f].wb = 0
                     THEN /\ page' = [page EXCEPT ![f] = PutPage(f, t, @)]
                          /\ Goto(t, l, [loc[t] EXCEPT !.page = 0])
                          /\ UNCHANGED wbq
                     ELSE /\ wbq' = [wbq EXCEPT ![f] = Append(@, t)]
                          /\ Goto(t, l, [loc[t] EXCEPT !.tst = 1])
                          /\ UNCHANGED page
                ELSE IF wb = {}
                     THEN Return(t, loc[t]) /\ UNCHANGED <<wbq, page>>
                     ELSE /\ wbq' = [wbq EXCEPT ![g] = Append(@, t)]
                          /\ Goto(t, l, [loc[t] EXCEPT !.tst = 1, !.page = g])
                          /\ UNCHANGED page
        /\ UNCHANGED <<cache, pte, lockq, inode, fclock, fi, dev, srv, ghost>>

-----------------------------------------------------------------------------
(* mm/truncate.c and mm/memory.c: the page cache of a file that got shorter. *)

NewSize(t) == loc[t].size                     \* the size of the daemon's reply
FirstWhole(t) == PagesIn(NewSize(t))          \* first page wholly beyond it

InvalidateLabel == "invalidate_inode_pages2:lock_page"
AfterTruncateLabel == InvalidateLabel
PassLabel(t) == IF FirstWhole(t) < NPages THEN "truncate_inode_pages:lock_page" ELSE AfterTruncateLabel
PassIndex(t) == IF FirstWhole(t) < NPages THEN FirstWhole(t) ELSE 0
PartialLabel(t) == IF NewSize(t) % 2 = 1 THEN "truncate_partial_page:lock_page" ELSE PassLabel(t)
PartialIndex(t) == IF NewSize(t) % 2 = 1 THEN NewSize(t) \div 2 ELSE PassIndex(t)
UnmapFirst(t) == NMaps > 0 /\ FirstWhole(t) < NPages
TruncateLabel(t) == IF UnmapFirst(t) THEN "unmap_mapping_range:unmap" ELSE PartialLabel(t)
TruncateLocals(t) == IF UnmapFirst(t)
                     THEN [loc[t] EXCEPT !.index = FirstWhole(t), !.vma = 1]
                     ELSE [loc[t] EXCEPT !.index = PartialIndex(t)]

UnmapMappingRange_unmap(t) ==
    LET k == loc[t].index
        m == loc[t].vma
    IN  /\ pc[t] = "unmap_mapping_range:unmap"
        /\ pte' = [pte EXCEPT ![m][k] = 0]
        /\ IF m < NMaps
           THEN Goto(t, "unmap_mapping_range:unmap", [loc[t] EXCEPT !.vma = m + 1])
           ELSE IF k + 1 < NPages
                THEN Goto(t, "unmap_mapping_range:unmap", [loc[t] EXCEPT !.vma = 1, !.index = k + 1])
                ELSE Goto(t, PartialLabel(t), [loc[t] EXCEPT !.vma = 0, !.index = PartialIndex(t)])
        /\ UNCHANGED <<page, cache, pageq, inode, fclock, fi, dev, srv, ghost>>

(* ->invalidatepage: half pages are cut off a page that stays or leaves.  FUSE keeps nothing for them. *)
CallInvalidatepage(halves) == UNCHANGED server

(* Zeroes the tail of the page that the new size cuts. *)
TruncatePartialPage_lock_page(t) ==
    LET l == "truncate_partial_page:lock_page"
        f == IF loc[t].page # 0 THEN loc[t].page ELSE cache[loc[t].index]
        next == [loc[t] EXCEPT !.page = 0, !.tst = 0, !.index = PassIndex(t)]
    IN  /\ Awake(t, l)
        /\ \/ /\ f = 0
              /\ Goto(t, PassLabel(t), next)
              /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>
           \/ f # 0 /\ LockFails(t, f, l)
           \/ /\ f # 0 /\ page[f].locked = 0 /\ ~(Attached(f) /\ page[f].wb = 1)
              /\ page' = [page EXCEPT ![f] = IF Attached(f) THEN [@ EXCEPT !.data[2] = 0]
                                                            ELSE PutPage(f, t, @)]
              /\ IF Attached(f) THEN CallInvalidatepage({2 * IndexOf(f) + 1}) ELSE UNCHANGED server
              /\ lockq' = LockTakenAndGiven(f, t)
              /\ Goto(t, PassLabel(t), next)
              /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, vmstat, ghost>>
           \/ /\ f # 0 /\ page[f].locked = 0 /\ Attached(f) /\ page[f].wb = 1
              /\ page' = [page EXCEPT ![f].locked = t]
              /\ lockq' = LockTaken(f, t)
              /\ Call(t, "wait_on_page_writeback:wait", "truncate_partial_page:zero",
                      [loc[t] EXCEPT !.page = f, !.tst = 0])
              /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>

(* The same for a page whose writeback had to be waited for. *)
TruncatePartialPage_zero(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "truncate_partial_page:zero"
        /\ page' = [page EXCEPT ![f].data[2] = 0, ![f].locked = 0]
        /\ CallInvalidatepage({2 * IndexOf(f) + 1})
        /\ lockq' = LockGiven(f)
        /\ Goto(t, PassLabel(t), [loc[t] EXCEPT !.page = 0, !.index = PassIndex(t)])
        /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, vmstat, ghost>>

IsMapped(f) == \E m \in Maps : pte[m][IndexOf(f)] \in {f, -f}

(* The next page of the pass, or the pass that follows. *)
NextTruncated(t) == LET k == loc[t].index IN
    IF k + 1 < NPages
    THEN Goto(t, "truncate_inode_pages:lock_page", [loc[t] EXCEPT !.index = k + 1, !.page = 0, !.tst = 0])
    ELSE Goto(t, AfterTruncateLabel, [loc[t] EXCEPT !.index = 0, !.page = 0, !.tst = 0])

(* A locked page beyond EOF, its writeback over: unmap it, if it is mapped, then remove it. *)
UnmapOrRemove(t, f) ==
    IF IsMapped(f)
    THEN Goto(t, "truncate_inode_pages:unmap", [loc[t] EXCEPT !.page = f, !.tst = 0, !.vma = 1])
    ELSE Goto(t, "truncate_complete_page:remove", [loc[t] EXCEPT !.page = f, !.tst = 0])

TruncateInodePages_written(t) ==
    /\ pc[t] = "truncate_inode_pages:written"
    /\ UnmapOrRemove(t, loc[t].page)
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

TruncateInodePages_lock_page(t) ==
    LET l == "truncate_inode_pages:lock_page"
        f == IF loc[t].page # 0 THEN loc[t].page ELSE cache[loc[t].index]
    IN  /\ Awake(t, l)
        /\ \/ /\ f = 0
              /\ NextTruncated(t)
              /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>
           \/ f # 0 /\ LockFails(t, f, l)
           \/ /\ f # 0 /\ page[f].locked = 0
              /\ IF Attached(f)
                 THEN /\ page' = [page EXCEPT ![f].locked = t]
                      /\ lockq' = LockTaken(f, t)
                      /\ IF page[f].wb = 1
                         THEN Call(t, "wait_on_page_writeback:wait", "truncate_inode_pages:written",
                                   [loc[t] EXCEPT !.page = f, !.tst = 0])
                         ELSE UnmapOrRemove(t, f)
                 ELSE /\ page' = [page EXCEPT ![f] = PutPage(f, t, @)]
                      /\ lockq' = LockTakenAndGiven(f, t)
                      /\ NextTruncated(t)
              /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>

(* unmap_mapping_range of one locked page, an address space a step; then l with locals v. *)
UnmapPage(t, here, done, v) ==
    LET f == loc[t].page
        k == IndexOf(f)
        m == loc[t].vma
    IN  /\ pte' = [pte EXCEPT ![m][k] = 0]
        /\ IF m < NMaps
           THEN Goto(t, here, [loc[t] EXCEPT !.vma = m + 1])
           ELSE Goto(t, done, v)
        /\ UNCHANGED <<page, cache, pageq, inode, fclock, fi, dev, srv, ghost>>

TruncateInodePages_unmap(t) ==
    /\ pc[t] = "truncate_inode_pages:unmap"
    /\ UnmapPage(t, "truncate_inode_pages:unmap", "truncate_complete_page:remove", [loc[t] EXCEPT !.vma = 0])

(* A page that leaves the file: out of the radix tree, unlocked, our reference dropped. *)
RemovePage(t) ==
    LET f == loc[t].page
        k == IndexOf(f)
        others == \E u \in Tasks \ {t} : loc[u].page = f
        mapped == IsMapped(f)
    IN  /\ cache' = [cache EXCEPT ![k] = 0]
        /\ page' = [page EXCEPT ![f] = IF others \/ mapped
                                       THEN [@ EXCEPT !.locked = 0, !.dirty = 0, !.tag = 0, !.tow = 0]
                                       ELSE NoPage]
        /\ vmstat' = AccountCleaned(f)
        /\ lockq' = LockGiven(f)

TruncateCompletePage_remove(t) ==
    /\ pc[t] = "truncate_complete_page:remove"
    /\ RemovePage(t)
    /\ CallInvalidatepage({2 * IndexOf(loc[t].page), 2 * IndexOf(loc[t].page) + 1})
    /\ NextTruncated(t)
    /\ UNCHANGED <<pte, wbq, inode, fclock, fi, dev, ghost>>

NextInvalidated(t) == LET k == loc[t].index IN
    IF k + 1 < NPages
    THEN Goto(t, InvalidateLabel, [loc[t] EXCEPT !.index = k + 1, !.page = 0, !.tst = 0])
    ELSE Return(t, [loc[t] EXCEPT !.index = 0, !.page = 0, !.tst = 0])

(* do_launder_page of an unmapped page f: straight to removal if it is clean. *)
Launder(t, f, v) ==
    IF page[f].dirty = 1
    THEN Call(t, MkcleanLabel, "invalidate_complete_page2:remove", MkcleanLocals(v))
    ELSE Goto(t, "invalidate_complete_page2:remove", v)

UnmapOrLaunder(t, f, v) ==
    IF IsMapped(f)
    THEN Goto(t, "invalidate_inode_pages2:unmap", [v EXCEPT !.vma = 1])
    ELSE Launder(t, f, v)

InvalidateInodePages2_written(t) ==
    /\ pc[t] = "invalidate_inode_pages2:written"
    /\ UnmapOrLaunder(t, loc[t].page, loc[t])
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

InvalidateInodePages2_lock_page(t) ==
    LET l == InvalidateLabel
        f == IF loc[t].page # 0 THEN loc[t].page ELSE cache[loc[t].index]
        held == [loc[t] EXCEPT !.page = f, !.tst = 0]
    IN  /\ Awake(t, l)
        /\ \/ /\ f = 0
              /\ NextInvalidated(t)
              /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>
           \/ f # 0 /\ LockFails(t, f, l)
           \/ /\ f # 0 /\ page[f].locked = 0
              /\ IF Attached(f)
                 THEN /\ page' = [page EXCEPT ![f].locked = t]
                      /\ lockq' = LockTaken(f, t)
                      /\ IF page[f].wb = 1
                         THEN Call(t, "wait_on_page_writeback:wait", "invalidate_inode_pages2:written", held)
                         ELSE UnmapOrLaunder(t, f, held)
                 ELSE /\ page' = [page EXCEPT ![f] = PutPage(f, t, @)]
                      /\ lockq' = LockTakenAndGiven(f, t)
                      /\ NextInvalidated(t)
              /\ UNCHANGED <<cache, pte, wbq, inode, fclock, fi, dev, srv, ghost>>

InvalidateInodePages2_unmap(t) ==
    LET f == loc[t].page
        k == IndexOf(f)
        m == loc[t].vma
    IN  /\ pc[t] = "invalidate_inode_pages2:unmap"
        /\ pte' = [pte EXCEPT ![m][k] = 0]
        /\ IF m < NMaps
           THEN Goto(t, "invalidate_inode_pages2:unmap", [loc[t] EXCEPT !.vma = m + 1])
           ELSE Launder(t, f, [loc[t] EXCEPT !.vma = 0])
        /\ UNCHANGED <<page, cache, pageq, inode, fclock, fi, dev, srv, ghost>>

(* A page that got dirty again stays (-EBUSY). *)
InvalidateCompletePage2_remove(t) ==
    LET f == loc[t].page
    IN  /\ pc[t] = "invalidate_complete_page2:remove"
        /\ IF page[f].dirty = 1
           THEN /\ page' = [page EXCEPT ![f].locked = 0]
                /\ lockq' = LockGiven(f)
                /\ UNCHANGED <<cache, vmstat>>
           ELSE RemovePage(t)
        /\ NextInvalidated(t)
        /\ UNCHANGED <<pte, wbq, inode, fclock, fi, dev, server, ghost>>

-----------------------------------------------------------------------------
(* mm/page-writeback.c: balance_dirty_pages.  As long as the device has more pages dirty or under  *)
(* writeback than it may, and the machine more than its free run, the task writes back and looks   *)
(* again.  NR_WRITEBACK_TEMP counts nowhere: to the machine a copy is nothing.  The flusher that   *)
(* the task wakes works in its place here.  The limits are numbers of pages of this one file.      *)

OverLimit == /\ vmstat.dirty + vmstat.bdi > BdiLimit
             /\ vmstat.dirty + vmstat.writeback > FreeRun

BalanceDirtyPages_test(t) ==
    /\ pc[t] = "balance_dirty_pages:test"
    /\ IF OverLimit
       THEN /\ vmstat.dirty > 0
            /\ Call(t, WritepagesLabel(Op(t)), "balance_dirty_pages:test", NoLocals)
       ELSE Goto(t, AccessLabel(t), NoLocals)
    /\ UNCHANGED <<mm, pageq, inode, fclock, fi, dev, srv, ghost>>

FaultNext(t) ==
    \/ BalanceDirtyPages_test(t)
    \/ Store_access(t)
    \/ DoWpPage_set_pte(t)
    \/ DoWpPage_wait_on_page_locked(t)
    \/ DoWpPage_set_page_dirty(t)
    \/ FilemapFault_size(t)
    \/ FilemapFault_find_lock_page(t)
    \/ DoFault_lock_page(t)
    \/ DoFault_set_pte(t)
    \/ DoFault_set_page_dirty(t)

WritebackNext(t) ==
    \/ PageMkclean_clean(t)
    \/ ClearPageDirtyForIo_set_page_dirty(t)
    \/ ClearPageDirtyForIo_test_and_clear(t)
    \/ WriteCachePages_lock_page(t)
    \/ WriteCachePages_unlock_page(t)
    \/ FuseWritepage_unlock_page(t)
    \/ WaitOnPageWriteback_wait(t)
    \/ FilemapFdatawait_wait(t)

TruncationNext(t) ==
    \/ UnmapMappingRange_unmap(t)
    \/ TruncatePartialPage_lock_page(t)
    \/ TruncatePartialPage_zero(t)
    \/ TruncateInodePages_lock_page(t)
    \/ TruncateInodePages_written(t)
    \/ TruncateInodePages_unmap(t)
    \/ TruncateCompletePage_remove(t)
    \/ InvalidateInodePages2_lock_page(t)
    \/ InvalidateInodePages2_written(t)
    \/ InvalidateInodePages2_unmap(t)
    \/ InvalidateCompletePage2_remove(t)
=============================================================================
