/** The browser's toolbar with the puzzle piece, the list under it, and the pin beside Pípni. Its text says the same. */
export const PinPicture = () => (
  <svg class="pin-picture" viewBox="0 0 220 96" aria-hidden="true" focusable="false">
    <rect class="frame" x="1" y="1" width="218" height="26" rx="6" />
    <rect class="field" x="10" y="7" width="130" height="14" rx="7" />
    <path class="mark" d="M157 9h5a2.5 2.5 0 1 1 5 0h5v5a2.5 2.5 0 1 0 0 5v3h-15v-3a2.5 2.5 0 1 0 0-5z" />
    <rect class="frame" x="96" y="34" width="123" height="58" rx="6" />
    <rect class="logo-square" x="106" y="50" width="22" height="22" rx="5" />
    <text class="letter" x="117" y="66" text-anchor="middle">
      p
    </text>
    <text class="name" x="136" y="66">
      Pípni
    </text>
    <path class="mark" d="M197 52h10v3l-2 1v6l4 4v2h-6v7l-1 2-1-2v-7h-6v-2l4-4v-6l-2-1z" />
  </svg>
);
