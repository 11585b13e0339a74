import { showCounts } from "./counters.ts";
import { enCount } from "./i18n/enCount.ts";
import { loadTexts } from "./i18n/load.ts";
import { readPage, whenReady } from "./page.ts";

const page = readPage();
whenReady(() => showCounts(page.endpoint, () => loadTexts({ ...page, english: enCount }), []));
