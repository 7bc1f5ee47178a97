import { useQuery } from "@tanstack/react-query";
import { CircleUserRound } from "lucide-react";
import { connectionsQuery } from "../api/connections";
import { signOut } from "../api/sign-out";
import { useTranslation } from "../i18n/translation";
import { ActionMenu } from "../ui/ActionMenu";
import { flash } from "../ui/announce";

/** Who is signed in, and the way out; nothing where nobody signs in. */
export function ViewerMenu() {
  const { t } = useTranslation();
  const { data } = useQuery(connectionsQuery());
  if (!data?.viewer.name) return null;
  const { name, signOut: address } = data.viewer;
  const leave = async (to: string) => {
    try {
      await signOut(to, data.access);
    } catch {
      flash(t("problems.network.title"));
    }
  };
  if (address === null) {
    return (
      <CircleUserRound
        role="img"
        aria-label={t("access.signedInAs", { name })}
        className="size-4 shrink-0 text-muted"
      />
    );
  }
  const hint = t("access.signedInAs", { name });
  const items = [{ label: t("access.signOut"), hint, onSelect: () => void leave(address) }];
  return <ActionMenu label={name} icon={CircleUserRound} items={items} />;
}
