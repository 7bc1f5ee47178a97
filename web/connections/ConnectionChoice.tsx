import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { connectionsQuery } from "../api/connections";
import { useTranslation } from "../i18n/translation";
import type { FailureState } from "../paths/failures";
import { allConnections, paths } from "../paths/paths";
import { Select } from "../ui/Select";

/** One connection's failures or everybody's, under the same filters. Nothing to choose with one connection. */
export function ConnectionChoice({ current, state }: { current: string; state: FailureState }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data } = useQuery(connectionsQuery());
  if (!data || data.items.length < 2) return null;
  return (
    <Select
      aria-label={t("connections.label")}
      value={current}
      onChange={(event) => navigate(paths.failures(event.target.value, { ...state, page: 1 }))}
    >
      <option value={allConnections}>{t("connections.all")}</option>
      {data.items.map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </Select>
  );
}
