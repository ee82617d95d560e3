"""``tpe grade``: the grader that runs no learner code and starts no kernel.

It reads the dossiers of ``submitted/``, checks them with the functions that the notebooks call, and writes
what ``nbgrader autograde`` writes: the gradebook, and ``autograded/``. One way through the modules::

    run ── booklets ── marking ── autograded     (in each process: one learner after the other)
     └──── gradebook                             (in the first one: one transaction per batch)
"""
