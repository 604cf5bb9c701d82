/** What the platform pushes, as far as we read it (developer.work.weixin.qq.com/document/path/100719 and 101463). */
import { z } from "zod";

/** An encrypted file behind an address that is good for five minutes. */
const media = z.object({ url: z.string().min(1), aeskey: z.string().optional() });
const words = z.object({ content: z.string() });

/** One piece of a mixed message; a kind that we do not know says nothing. */
const item = z.object({ text: words.optional().catch(undefined), image: media.optional().catch(undefined) }).catch({});

const press = z.object({ event_key: z.string().min(1), task_id: z.string().optional() });

export const callback = z.object({
  cmd: z.enum(["aibot_msg_callback", "aibot_event_callback"]),
  headers: z.object({ req_id: z.string().min(1) }),
  body: z.object({
    msgid: z.string().min(1).optional(),
    chatid: z.string().min(1).optional(),
    chattype: z.string().optional(),
    from: z.object({ userid: z.string().min(1) }),
    /** Seconds. */
    create_time: z.coerce.number().positive().optional().catch(undefined),
    msgtype: z.string(),
    text: words.optional(),
    /** What the platform understood of the spoken words; the sound itself is not handed out. */
    voice: words.optional(),
    image: media.optional(),
    file: media.optional(),
    video: media.optional(),
    mixed: z.object({ msg_item: z.array(item) }).optional(),
    quote: z.object({}).optional(),
    event: z
      .object({
        eventtype: z.string(),
        template_card_event: press.optional(),
        event_key: z.string().optional(),
        task_id: z.string().optional(),
      })
      .optional(),
  }),
});

export type Callback = z.infer<typeof callback>;
export type Media = z.infer<typeof media>;
