import { Client } from "@sendgrid/client";
import sgMail from "@sendgrid/mail";
import { storage } from "./storage";

const client = new Client();
client.setApiKey(process.env.SENDGRID_API_KEY || "SG.missing");
client.setDefaultRequest("baseUrl", process.env.SENDGRID_API_URL || "https://api.sendgrid.com/");
sgMail.setClient(client);

const FROM = { email: "bonjour@koomy.example", name: "Koomy" };

function fill(text: string, variables: Record<string, string>) {
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_match, name) => variables[name] ?? "");
}

export async function sendTemplate(
  type: string,
  to: string,
  variables: Record<string, string>,
  communityId?: string,
): Promise<boolean> {
  const template = await storage.getEmailTemplate(type);
  if (!template) {
    console.error(`Modèle d'e-mail absent: ${type}`);
    return false;
  }
  const subject = fill(template.subject, variables);
  try {
    const [response] = await sgMail.send({
      to,
      from: FROM,
      subject,
      html: fill(template.html, variables),
    });
    await storage.createEmailLog({
      templateType: type,
      communityId,
      recipient: to,
      subject,
      status: "sent",
      providerId: response.headers["x-message-id"],
    });
    return true;
  } catch (error: any) {
    await storage.createEmailLog({
      templateType: type,
      communityId,
      recipient: to,
      subject,
      status: "failed",
      error: error.message,
    });
    return false;
  }
}
