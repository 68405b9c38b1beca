/** Genloom's mark: three threads in one and three in the other direction, woven. Drawn in the colour of the text and the accent. */
export const Mark = ({ size = 18 }: { readonly size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 18 18" fill="none" strokeWidth="2" aria-hidden>
    <g stroke="var(--accent)" strokeLinecap="round">
      <path d="M4 2v14M9 2v14M14 2v14" />
    </g>
    {/* Each cross thread passes over every second one: it is drawn on a gap of the ground. */}
    <g stroke="var(--surface)" strokeWidth="5">
      <path d="M2.5 4h3M12.5 4h3M7.5 9h3M2.5 14h3M12.5 14h3" />
    </g>
    <g stroke="currentColor" strokeLinecap="round">
      <path d="M2 4h4.5M11.5 4H16M6.5 9h5M2 14h4.5M11.5 14H16M2 9h.01M16 9h-.01" />
    </g>
  </svg>
);
