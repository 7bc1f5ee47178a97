import { useQuery } from "@tanstack/react-query";
import { Unplug } from "lucide-react";
import { Outlet } from "react-router";
import { connectionsQuery } from "../api/connections";
import { useTranslation } from "../i18n/translation";
import { paths } from "../paths/paths";
import { buttonClass } from "../ui/Button";
import { Link } from "../ui/Link";
import { EmptyPage } from "./EmptyPage";
import { Component as NothingPage } from "./NothingPage";
import { useIds } from "./useIds";

/** Everything under one connection. An unknown one gets a page that names the known ones. */
export function Component() {
  const { connection } = useIds();
  const { data } = useQuery(connectionsQuery());
  // The page below does not wait for the list: the connection is nearly always known.
  if (data === undefined || data.items.some(({ id }) => id === connection)) return <Outlet />;
  if (data.items.length === 0) return <NothingPage />;
  return <UnknownConnection id={connection} known={data.items} />;
}

function UnknownConnection(props: { id: string; known: readonly { id: string; label: string }[] }) {
  const { t } = useTranslation();
  return (
    <EmptyPage
      icon={Unplug}
      title={t("pages.unknownConnectionTitle")}
      hint={t("pages.unknownConnectionHint", { id: props.id })}
      action={props.known.map(({ id, label }) => (
        <Link key={id} to={paths.instances(id)} className={buttonClass()}>
          {label}
        </Link>
      ))}
    />
  );
}
