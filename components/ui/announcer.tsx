import { useEffect, useState } from "preact/hooks";

/** Says something to those who do not see the page, and says it again each time that it becomes something else. */
export function Announcer({ children }: { children: string }) {
  // What a live region holds from the beginning is not read out.
  const [said, say] = useState("");
  useEffect(() => say(children), [children]);
  return (
    <p class="visually-hidden" role="status">
      {said}
    </p>
  );
}
