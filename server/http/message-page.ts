import type { PreviewLanguage } from "./link-preview";
import { escapeHtml } from "./link-preview";

/** A page that needs no script: what is told about signing in. */
export interface MessagePage {
  title: string;
  text: string;
  /** Where to go from here. */
  link: { href: string; text: string } | null;
}

/** The page as HTML. @param styles the address of `messageStyles` */
export const messagePage = (
  { title, text, link }: MessagePage,
  language: PreviewLanguage,
  styles: string,
): string => `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escapeHtml(title)} · Snapdeck</title>
    <link rel="stylesheet" href="${escapeHtml(styles)}" />
  </head>
  <body>
    <main>
      <h1>${escapeHtml(title)}</h1>
      <p>${escapeHtml(text)}</p>
      ${link === null ? "" : `<p><a href="${escapeHtml(link.href)}">${escapeHtml(link.text)}</a></p>`}
    </main>
  </body>
</html>
`;

/** A style sheet of its own: the app's has a name that changes with every build. */
export const messageStyles = `:root { color-scheme: light dark; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#fff, #111318); color: light-dark(#1a1d24, #e8eaf0); }
main { max-width: 34rem; margin: 15vh auto 0; padding: 0 1.5rem; }
h1 { font-size: 1.25rem; margin: 0 0 0.5rem; }
p { margin: 0 0 1rem; overflow-wrap: anywhere; }
a { display: inline-block; padding: 0.375rem 0.75rem; border-radius: 0.375rem; background: light-dark(#1a1d24, #e8eaf0); color: light-dark(#fff, #111318); text-decoration: none; }
a:focus-visible { outline: 2px solid light-dark(#2f6feb, #7aa7ff); outline-offset: 2px; }
`;
