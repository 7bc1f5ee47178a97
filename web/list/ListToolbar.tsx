import type { ReactNode } from "react";
import type { Reading } from "../state/reading";
import { SearchField } from "../ui/SearchField";
import { Toolbar } from "../ui/Toolbar";
import { ColumnMenu } from "./ColumnMenu";
import type { ColumnHead } from "./columns/column";
import { Freshness } from "./Freshness";
import { SortControl } from "./SortControl";
import type { Sorting } from "./sorting";

/** What a list puts into its toolbar. */
export interface ListToolbarContent {
  search: { label: string; hint: string };
  /** Between the search and the choice of columns. */
  filters?: ReactNode;
  /** At the far end: what can be done with the list as a whole. */
  actions: ReactNode;
  /** When its data was read; undefined until the first answer. */
  reading: Reading | undefined;
  /** What else is known of its reading, as terms and descriptions. */
  facts?: ReactNode;
}

interface ListToolbarProps {
  content: ListToolbarContent;
  columns: readonly ColumnHead[];
  /** The columns without room, by id. */
  dropped: ReadonlySet<string>;
  state: { page: number; q: string; hidden?: readonly string[] };
  update: (
    change: { q: string } | { hidden: readonly string[]; page: number },
    options?: { replace: boolean },
  ) => void;
  sorting: Sorting | undefined;
  /** Where updates wait that would move rows, the button that applies them. */
  updates: ReactNode;
  fetching: boolean;
  onRefresh: () => void;
}

/** The controls over a list: search, filters, sort, columns; export, share, refresh. */
export function ListToolbar(props: ListToolbarProps) {
  const { content, columns, dropped, state, update, sorting } = props;
  return (
    <Toolbar
      end={
        <>
          {props.updates}
          {content.actions}
          <Freshness
            reading={content.reading}
            fetching={props.fetching}
            onRefresh={props.onRefresh}
            facts={content.facts}
          />
        </>
      }
    >
      <SearchField
        {...content.search}
        value={state.q}
        onSearch={(q) => update({ q }, { replace: true })}
      />
      {content.filters}
      {sorting && <SortControl columns={columns} dropped={dropped} sorting={sorting} />}
      {state.hidden && (
        <ColumnMenu
          columns={columns}
          hidden={state.hidden}
          dropped={dropped}
          onChange={(hidden) => update({ hidden, page: state.page })}
        />
      )}
    </Toolbar>
  );
}
