import { describe } from "vitest";
import { mistuneChain, rule } from "../mistuneFixtures.ts";

const chain = mistuneChain(["task_lists"]);

describe("a task list", () => {
  rule(chain, "has a box before each task", {
    "- [ ] a\n- [x] b\n- [X] c":
      '<p></p><ul>\n<li class="task-list-item"><input class="task-list-item-checkbox" type="checkbox" disabled>a</li>\n<li class="task-list-item"><input class="task-list-item-checkbox" type="checkbox" disabled checked>b</li>\n<li class="task-list-item"><input class="task-list-item-checkbox" type="checkbox" disabled checked>c</li>\n</ul><p></p>',
    "1. [ ] a":
      '<p></p><ol>\n<li class="task-list-item"><input class="task-list-item-checkbox" type="checkbox" disabled>a</li>\n</ol><p></p>',
  });

  rule(chain, "may have paragraphs", {
    "- [ ] a\n\n- [x] b":
      '<p></p><ul>\n<li class="task-list-item">\n<p><input class="task-list-item-checkbox" type="checkbox" disabled>a</p>\n</li>\n<li class="task-list-item">\n<p><input class="task-list-item-checkbox" type="checkbox" disabled checked>b</p>\n</li>\n</ul><p></p>',
  });

  rule(chain, "needs a blank or nothing after the brackets", {
    "- [ ]a\n- [y] b\n- [] c": "<p></p><ul>\n<li>[ ]a</li>\n<li>[y] b</li>\n<li>[] c</li>\n</ul><p></p>",
    "* [ ]":
      '<p></p><ul>\n<li class="task-list-item"><input class="task-list-item-checkbox" type="checkbox" disabled></li>\n</ul><p></p>',
  });
});
