import { useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { viewsQuery } from "../api/views";
import { useTranslation } from "../i18n/translation";
import { useLanguage } from "../i18n/useLanguage";
import { Button, IconButton } from "../ui/Button";
import { Link } from "../ui/Link";
import { Modal } from "../ui/Modal";
import { keepViews, type OwnView, ownViews, withView } from "./own-views";

interface ViewsDialogProps {
  /** The address of what is in view, to be given a name. */
  path: string;
  onClose: () => void;
}

/** Named views: everybody's from the server's configuration, one's own from this browser. Each is only an address. */
export default function ViewsDialog({ path, onClose }: ViewsDialogProps) {
  const { t } = useTranslation();
  const { data } = useQuery(viewsQuery());
  const [own, setOwn] = useState(ownViews);
  const language = useLanguage();
  const team = (data?.items ?? []).map(({ name, path }) => ({ name: name[language], path }));
  const keep = (views: OwnView[]) => {
    keepViews(views);
    setOwn(views);
  };
  return (
    <Modal title={t("views.title")} onClose={onClose}>
      {team.length > 0 && <ViewSection title={t("views.team")} views={team} onOpen={onClose} />}
      <ViewSection
        title={t("views.own")}
        views={own}
        onOpen={onClose}
        onForget={(gone) => keep(own.filter(({ name }) => name !== gone))}
      />
      <KeepForm onKeep={(name) => keep(withView(own, { name, path }))} />
    </Modal>
  );
}

interface ViewSectionProps {
  title: string;
  views: readonly OwnView[];
  onOpen: () => void;
  onForget?: (name: string) => void;
}

function ViewSection({ title, views, onOpen, onForget }: ViewSectionProps) {
  const { t } = useTranslation();
  return (
    <section className="mb-4">
      <h3 className="mb-1 font-medium text-subtle text-xs">{title}</h3>
      {views.length === 0 && <p className="text-subtle">{t("views.none")}</p>}
      <ul>
        {views.map(({ name, path }) => (
          <li key={`${name} ${path}`} className="-mx-2 flex items-center rounded-md hover:bg-hover">
            <Link to={path} onClick={onOpen} className="min-w-0 flex-1 rounded-md px-2 py-1.5">
              <span className="block truncate font-medium">{name}</span>
              <span className="block truncate text-subtle text-xs">{path}</span>
            </Link>
            {onForget && (
              <IconButton
                icon={Trash2}
                label={t("views.forget", { name })}
                onClick={() => onForget(name)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function KeepForm({ onKeep }: { onKeep: (name: string) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return;
    onKeep(name.trim());
    setName("");
  };
  return (
    <form onSubmit={submit} className="flex gap-2 border-line border-t pt-4">
      <input
        aria-label={t("views.name")}
        placeholder={t("views.name")}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.target.value)}
        className="h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-2.5 text-sm"
      />
      <Button type="submit" disabled={name.trim() === ""}>
        {t("views.keep")}
      </Button>
    </form>
  );
}
