import "./ui/theme.css";
import "./ui/print.css";
// A theme that is chosen in another tab is in force here too, whether or not the settings have been opened.
import "./ui/theme";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createBrowserRouter } from "react-router";
import { RouterProvider } from "react-router/dom";
import { createQueryClient } from "./api/query-client";
import { startI18n } from "./i18n";
import { basePath } from "./paths/base-path";
import { routes } from "./routes";
import { watchInputModality } from "./ui/input-modality";

const client = createQueryClient();
// The router starts at once: the page's code and data are fetched beside the catalogue.
const router = createBrowserRouter(routes(client), { basename: `${basePath}/` });
const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

watchInputModality();
await startI18n();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
