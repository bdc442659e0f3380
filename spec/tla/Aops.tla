-------------------------------- MODULE Aops --------------------------------
(***************************************************************************)
(* How the VM calls the file system: vm_operations and address_space       *)
(* operations of FUSE, Linux 2.6.26.  Each names the first step of the     *)
(* function called and the step at which the caller goes on.               *)
(***************************************************************************)
EXTENDS Kernel

(* ->page_mkwrite, called with the page unlocked: fuse_page_mkwrite waits   *)
(* until no copy of the page is in flight and returns 0.                    *)
CallPageMkwrite(t, ret, v) == Call(t, "fuse_wait_on_page_writeback:wait", ret, v)

(* ->readpage, called with the page locked; it unlocks. *)
CallReadpage(t, ret, v) == /\ pc' = [pc EXCEPT ![t] = "fuse_wait_on_page_writeback:wait"]
                           /\ stk' = [stk EXCEPT ![t] = <<"fuse_readpage:send", ret>> \o @]
                           /\ SetLoc(t, v)
                           /\ UNCHANGED ip

(* What clear_page_dirty_for_io's caller does with a page that was dirty:   *)
(* ->writepage, or fuse_launder_page, which then waits for the copy.        *)
CleanedDirty(t, v) ==
    IF Head(stk[t]) = "invalidate_complete_page2:remove"
    THEN Call(t, "fuse_writepage_locked:set_writeback", "fuse_wait_on_page_writeback:wait", v)
    ELSE /\ pc' = [pc EXCEPT ![t] = "fuse_writepage_locked:set_writeback"]   \* also from vmscan
         /\ stk' = [stk EXCEPT ![t] = <<"fuse_writepage:unlock_page">> \o Tail(@)]
         /\ SetLoc(t, v)
         /\ UNCHANGED ip
=============================================================================
