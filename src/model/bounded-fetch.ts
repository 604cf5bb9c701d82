/** Fetches; reading a body of more than `most` bytes fails, so that no endpoint fills the memory. */
export async function boundedFetch(
  url: string | URL | Request,
  init: RequestInit | undefined,
  most: number,
): Promise<Response> {
  const { body, status, statusText, headers } = await fetch(url, init);
  let bytes = 0;
  const bounded = body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > most) controller.error(new Error("the answer is too long"));
        else controller.enqueue(chunk);
      },
    }),
  );
  return new Response(bounded ?? null, { status, statusText, headers });
}
