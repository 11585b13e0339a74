/** Whether this browser may still change a comment: the page has the cookie that came with it (behaviour 6.1). */
export function isOwn(id: number): boolean {
  return `; ${document.cookie}`.includes(`; isso-${id}=`);
}

/** Keeps the cookie that an answer carries for the page's own site; others than Isso's are left alone. */
export function keepCookie(header: string | null): void {
  if (header?.startsWith("isso-")) {
    // biome-ignore lint/suspicious/noDocumentCookie: the header is a whole cookie, which no other interface takes.
    document.cookie = header;
  }
}
