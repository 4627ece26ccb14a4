import OpenAI from "openai";

const openai = new OpenAI({
  apiKey: process.env.OPENAI_API_KEY || "missing",
  baseURL: process.env.OPENAI_BASE_URL || "https://api.openai.com/v1",
});

export async function draftArticle(communityName: string, topic: string, tone: string) {
  const completion = await openai.chat.completions.create({
    model: "gpt-4o-mini",
    response_format: { type: "json_object" },
    messages: [
      {
        role: "system",
        content:
          "Tu rédiges les actualités d'une association. Réponds en JSON avec deux champs: title et body. Le texte fait 150 mots au plus.",
      },
      { role: "user", content: `Association: ${communityName}\nSujet: ${topic}\nTon: ${tone}` },
    ],
  });
  const content = completion.choices[0]?.message?.content || "{}";
  const article = JSON.parse(content);
  return { title: String(article.title || topic), body: String(article.body || "") };
}
