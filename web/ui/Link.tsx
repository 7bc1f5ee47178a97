import type { ComponentProps, MouseEvent } from "react";
import { type NavigateOptions, useHref, useLinkClickHandler } from "react-router";

/** How a link enters the browser's history, as React Router takes it. */
type Step = Pick<NavigateOptions, "replace" | "state" | "preventScrollReset">;

export interface LinkProps extends Omit<ComponentProps<"a">, "href" | "target">, Step {
  /** The address within the app. */
  to: string;
}

/** A link within the app. React Router's own comes with what fetches pages ahead of time from a server of its own. */
export function Link({ to, replace, state, preventScrollReset, onClick, ...rest }: LinkProps) {
  const step: Step = { state };
  if (replace !== undefined) step.replace = replace;
  if (preventScrollReset !== undefined) step.preventScrollReset = preventScrollReset;
  const follow = useLinkClickHandler<HTMLAnchorElement>(to, step);
  const click = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (!event.defaultPrevented) follow(event);
  };
  return <a {...rest} href={useHref(to)} onClick={click} />;
}
