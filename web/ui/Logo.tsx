/** The product's logo: a snapshot on top of a stack of them. */
export const Logo = ({ className }: { className?: string }) => (
  <svg
    aria-hidden="true"
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    className={className}
  >
    <path d="M6 2.75h8M4 6h12" strokeWidth="1.5" strokeLinecap="round" opacity="0.5" />
    <rect x="2.75" y="9.25" width="14.5" height="7.5" rx="2" strokeWidth="1.5" />
    <circle cx="10" cy="13" r="1.25" fill="currentColor" stroke="none" />
  </svg>
);
