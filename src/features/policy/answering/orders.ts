/** Words that are meant for a machine, where a decree or an answer should stand (ANSWERS.md §5, A01–A18). */

/** A text that gives orders to a model is no policy: it is neither offered to one nor quoted. */
const ORDERS =
  /(?:忽略|无视|忘记|忘掉|不要理会)(?:以上|之前|前面|上述|先前|所有|一切|你的)[^。\n]{0,12}(?:规则|指令|指示|提示|要求|设定|内容)|系统提示词?|(?:你|您)(?:现在)?是(?:一个|一名)?(?:ai|人工智能|语言模型|聊天机器人|大模型)|(?:请|必须|一律|直接)回答[：:“"「『]?(?:无需|无须|不用|不需要|可以|是|否|不是)|(?:ignore|disregard|forget)\s+(?:all|any|the|your|previous|prior|above)[^.\n]{0,40}(?:instruction|rule|prompt|message)|system\s+prompt|you are (?:now )?(?:an? )?(?:ai|assistant|chatbot|language model)|<\|[a-z_]{2,20}\|>|<\/?(?:system|assistant|passages?)>|(?:call|invoke|调用)\s*(?:工具|函数|tool|function)?\s*[a-z]+_[a-z_]+/iu;

export function orders(text: string): boolean {
  return ORDERS.test(text.normalize("NFKC").replace(/\p{Cf}/gu, ""));
}

/** Links, pictures, tags, calls of everybody and long codes, which only the quoted text itself may hold. */
const MARKUP =
  /https?:\/\/\S*|www\.\S+|\b[\w-]+\.(?:com|cn|net|org|io|xyz|top)\b|!?\[[^\]]*\]\([^)]*\)|<[a-z!/][^>]*>|@\S+|`+|\*\*|[{}]|[a-z0-9+/=_-]{24,}/giu;

/** Does `text` hold such a thing that `evidence` does not? */
export function markup(text: string, evidence: string): boolean {
  return (text.normalize("NFKC").match(MARKUP) ?? []).some((one) => !evidence.normalize("NFKC").includes(one));
}
