import { startTransition, useEffect, useLayoutEffect, useRef, useState } from "react";
import { NavigationType, Router, useRoutes } from "react-router";
import type { Arrival, Navigation, PageRoute } from "./navigation";
import { keepScrollPlace, scrollPlace } from "./state/scroll-place";

interface AppRouterProps {
  routes: PageRoute[];
  navigation: Navigation;
  /** The path that the app is served under, without a slash at its end. */
  base: string;
}

/** Shows the pages of the address in force, scrolled to where they were left, or to their top. */
export function AppRouter({ routes, navigation, base }: AppRouterProps) {
  const [arrival, setArrival] = useState(navigation.arrival);
  useEffect(() => {
    const follow = () => startTransition(() => setArrival(navigation.arrival()));
    follow();
    // While the browser tells of a step back, React makes the page in one go; after it, in parts.
    return navigation.listen(({ type }) => {
      if (type === NavigationType.Pop) setTimeout(follow);
      else follow();
    });
  }, [navigation]);
  const first = useRef(arrival);
  useLayoutEffect(() => scrollFor(arrival, arrival === first.current), [arrival]);
  useEffect(() => {
    // The browser would scroll before the page is there, and does so where the whole app is loaded again.
    history.scrollRestoration = "manual";
    const leave = () => {
      keepScrollPlace(navigation.arrival().location.key);
      history.scrollRestoration = "auto";
    };
    window.addEventListener("pagehide", leave);
    return () => window.removeEventListener("pagehide", leave);
  }, [navigation]);
  return (
    <Router
      basename={`${base}/`}
      location={arrival.location}
      navigationType={arrival.type}
      navigator={navigation.navigator}
    >
      <Pages routes={routes} />
    </Router>
  );
}

const Pages = ({ routes }: { routes: PageRoute[] }) => useRoutes(routes);

/** @param isFirst that it is the address the app was opened at, where the browser stands at the top already */
function scrollFor({ location, type, preventScrollReset }: Arrival, isFirst: boolean): void {
  const place = type === NavigationType.Pop ? scrollPlace(location.key) : null;
  if (place !== null) window.scrollTo(0, place);
  else if (location.hash !== "") document.getElementById(location.hash.slice(1))?.scrollIntoView();
  // To scroll has the browser lay the page out at once.
  else if (!preventScrollReset && !isFirst) window.scrollTo(0, 0);
}
