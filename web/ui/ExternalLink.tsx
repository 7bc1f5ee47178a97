import { clsx } from "clsx";
import { ExternalLink as Icon } from "lucide-react";
import { useTranslation } from "../i18n/translation";

interface ExternalLinkProps {
  /** Undefined while it is not known. */
  href: string | undefined;
  children: string;
  className?: string;
}

/** A link to a page that is not Snapdeck's: opened in a new tab, which learns nothing of this one. */
export function ExternalLink({ href, children, className }: ExternalLinkProps) {
  const { t } = useTranslation();
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className={clsx(
        "inline-flex items-baseline gap-1.5 rounded-sm text-muted underline decoration-line-strong underline-offset-2 hover:text-text",
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0 self-center" />
      {children} <span className="sr-only">{t("actions.newTab")}</span>
    </a>
  );
}
