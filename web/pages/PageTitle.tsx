/** The tab's title: the most telling part first. */
export const PageTitle = ({ parts }: { parts: readonly string[] }) => (
  <title>{[...parts, "Snapdeck"].join(" · ")}</title>
);
