import "./ui/theme.css";
import "./ui/print.css";
// A theme that is chosen in another tab is in force here too, whether or not the settings have been opened.
import "./ui/theme";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { AppRouter } from "./AppRouter";
import { createQueryClient } from "./api/query-client";
import { startI18n } from "./i18n";
import { createNavigation } from "./navigation";
import { basePath } from "./paths/base-path";
import { createRoutes } from "./routes";
import { watchInputModality } from "./ui/input-modality";

const client = createQueryClient();
const routes = createRoutes(client);
// It starts at once: the page's code and data are fetched beside the catalogue.
const navigation = createNavigation(routes, basePath);
const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

/**
 * How long the first data are waited for once the code is there: mostly they are there before it, and the page is made
 * once, with them. Without them it is made of what can be used while they are on their way.
 */
const dataWaitMs = 150;

watchInputModality();
// What the page shows of itself until then stays until the app has as much to show. Not awaited here: the pages' code
// is of what this file is built into, and would wait for it in turn.
void Promise.all([startI18n(), navigation.ready])
  .then(() => Promise.race([navigation.read, new Promise((go) => setTimeout(go, dataWaitMs))]))
  .then(() => {
    root.removeAttribute("aria-busy");
    const app = createRoot(root);
    // In parts, between which the browser can paint and take input.
    startTransition(() =>
      app.render(
        <StrictMode>
          <QueryClientProvider client={client}>
            <AppRouter routes={routes} navigation={navigation} base={basePath} />
          </QueryClientProvider>
        </StrictMode>,
      ),
    );
  });

// Nothing of the first page needs it. Without it links lead where they lead all the same.
void import("./links-ahead").then(
  ({ readLinksAhead }) => readLinksAhead(routes, client, basePath),
  () => {},
);
