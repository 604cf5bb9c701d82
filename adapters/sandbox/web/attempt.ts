/** Runs a request, and tells the person when it was refused or the server could not be reached. */
import { Refused } from "./net.ts";
import { toast } from "./toast.ts";

export async function attempt(work: () => Promise<unknown>, otherwise: string): Promise<void> {
  try {
    await work();
  } catch (error) {
    toast(error instanceof Refused && error.message ? error.message : otherwise);
  }
}
