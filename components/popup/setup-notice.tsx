import { addresses } from "../waiting/model.ts";
import { useWords } from "./words.ts";

export function SetupNotice() {
  const { popup } = useWords();
  return (
    <section class="notice setup block" aria-label={popup.setupAction}>
      <p>{popup.setup}</p>
      <div class="block-actions">
        <a class="button primary" href={addresses.gosms} target="_blank" rel="noopener">
          {popup.setupAction}
        </a>
      </div>
    </section>
  );
}
