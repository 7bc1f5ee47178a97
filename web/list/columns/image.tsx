import { EmptyValue } from "../../ui/DateTime";
import { columnKind } from "./column";
import { imageName } from "./image-name";

/** Images by repository and tag; the whole address is in the tooltip. */
export const imageColumn = columnKind(
  (image: { imageUrl: string | null; imageId: string | null }) => {
    const address = image.imageUrl ?? image.imageId;
    if (address === null) return <EmptyValue />;
    return (
      <code title={address} className="block truncate font-mono text-muted text-xs">
        {imageName(address)}
      </code>
    );
  },
);
