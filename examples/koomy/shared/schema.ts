import { sql } from "drizzle-orm";
import { boolean, integer, jsonb, pgTable, text, timestamp, varchar } from "drizzle-orm/pg-core";
import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";

// ---------------------------------------------------------------------------
// Members' accounts (mobile app) and back-office users
// ---------------------------------------------------------------------------

export const accounts = pgTable("accounts", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  email: text("email").notNull().unique(),
  passwordHash: text("password_hash").notNull(),
  firstName: text("first_name").notNull(),
  lastName: text("last_name").notNull(),
  phone: text("phone"),
  avatarUrl: text("avatar_url"),
  resetToken: text("reset_token"),
  resetTokenExpiresAt: timestamp("reset_token_expires_at"),
  lastLoginAt: timestamp("last_login_at"),
  createdAt: timestamp("created_at").notNull().defaultNow(),
});

export const staff = pgTable("staff", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  email: text("email").notNull().unique(),
  passwordHash: text("password_hash").notNull(),
  name: text("name").notNull(),
  // platform | owner | manager | scanner
  role: text("role").notNull().default("manager"),
  communityId: varchar("community_id").references(() => communities.id),
  createdAt: timestamp("created_at").notNull().defaultNow(),
});

// ---------------------------------------------------------------------------
// Communities
// ---------------------------------------------------------------------------

export const plans = pgTable("plans", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  code: text("code").notNull().unique(),
  name: text("name").notNull(),
  monthlyPriceCents: integer("monthly_price_cents").notNull().default(0),
  maxMembers: integer("max_members"),
  features: jsonb("features").$type<string[]>().notNull().default([]),
  position: integer("position").notNull().default(0),
});

export const communities = pgTable("communities", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  slug: text("slug").notNull().unique(),
  name: text("name").notNull(),
  description: text("description"),
  city: text("city"),
  contactEmail: text("contact_email"),
  logoUrl: text("logo_url"),
  primaryColor: text("primary_color").notNull().default("#2f6f4f"),
  planId: varchar("plan_id").references(() => plans.id),
  createdAt: timestamp("created_at").notNull().defaultNow(),
});

export const sections = pgTable("sections", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  communityId: varchar("community_id")
    .notNull()
    .references(() => communities.id),
  name: text("name").notNull(),
  city: text("city"),
});

export const memberships = pgTable("memberships", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  communityId: varchar("community_id")
    .notNull()
    .references(() => communities.id),
  sectionId: varchar("section_id").references(() => sections.id),
  // null until the person claims the card from the mobile app
  accountId: varchar("account_id").references(() => accounts.id),
  cardCode: text("card_code").notNull().unique(),
  displayName: text("display_name").notNull(),
  email: text("email"),
  // member | delegate | board
  role: text("role").notNull().default("member"),
  // active | suspended | left
  status: text("status").notNull().default("active"),
  // due | paid | exempt
  feeStatus: text("fee_status").notNull().default("due"),
  joinedAt: timestamp("joined_at").notNull().defaultNow(),
  expiresAt: timestamp("expires_at"),
});

// ---------------------------------------------------------------------------
// Events
// ---------------------------------------------------------------------------

export const events = pgTable("events", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  communityId: varchar("community_id")
    .notNull()
    .references(() => communities.id),
  sectionId: varchar("section_id").references(() => sections.id),
  title: text("title").notNull(),
  description: text("description"),
  location: text("location"),
  startsAt: timestamp("starts_at").notNull(),
  endsAt: timestamp("ends_at"),
  capacity: integer("capacity"),
  // draft | published | cancelled
  status: text("status").notNull().default("published"),
  reminderSentAt: timestamp("reminder_sent_at"),
  createdBy: varchar("created_by").references(() => staff.id),
  createdAt: timestamp("created_at").notNull().defaultNow(),
});

export const eventRegistrations = pgTable("event_registrations", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  eventId: varchar("event_id")
    .notNull()
    .references(() => events.id),
  membershipId: varchar("membership_id")
    .notNull()
    .references(() => memberships.id),
  // confirmed | waiting | cancelled
  status: text("status").notNull().default("confirmed"),
  createdAt: timestamp("created_at").notNull().defaultNow(),
});

export const checkIns = pgTable("check_ins", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  eventId: varchar("event_id")
    .notNull()
    .references(() => events.id),
  membershipId: varchar("membership_id")
    .notNull()
    .references(() => memberships.id),
  scannedBy: varchar("scanned_by").references(() => staff.id),
  scannedAt: timestamp("scanned_at").notNull().defaultNow(),
});

// ---------------------------------------------------------------------------
// News and messages
// ---------------------------------------------------------------------------

export const news = pgTable("news", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  communityId: varchar("community_id")
    .notNull()
    .references(() => communities.id),
  title: text("title").notNull(),
  body: text("body").notNull(),
  imageUrl: text("image_url"),
  // draft | published
  status: text("status").notNull().default("draft"),
  authorId: varchar("author_id").references(() => staff.id),
  publishedAt: timestamp("published_at"),
  createdAt: timestamp("created_at").notNull().defaultNow(),
});

export const conversations = pgTable("conversations", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  communityId: varchar("community_id")
    .notNull()
    .references(() => communities.id),
  membershipId: varchar("membership_id")
    .notNull()
    .references(() => memberships.id),
  subject: text("subject").notNull(),
  status: text("status").notNull().default("open"),
  updatedAt: timestamp("updated_at").notNull().defaultNow(),
});

export const messages = pgTable("messages", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  conversationId: varchar("conversation_id")
    .notNull()
    .references(() => conversations.id),
  // member | staff
  senderType: text("sender_type").notNull(),
  senderId: varchar("sender_id").notNull(),
  body: text("body").notNull(),
  readAt: timestamp("read_at"),
  createdAt: timestamp("created_at").notNull().defaultNow(),
});

// ---------------------------------------------------------------------------
// Money
// ---------------------------------------------------------------------------

export const fees = pgTable("fees", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  communityId: varchar("community_id")
    .notNull()
    .references(() => communities.id),
  label: text("label").notNull(),
  amountCents: integer("amount_cents").notNull(),
  durationMonths: integer("duration_months").notNull().default(12),
  active: boolean("active").notNull().default(true),
});

export const collections = pgTable("collections", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  communityId: varchar("community_id")
    .notNull()
    .references(() => communities.id),
  title: text("title").notNull(),
  description: text("description"),
  goalCents: integer("goal_cents").notNull(),
  raisedCents: integer("raised_cents").notNull().default(0),
  status: text("status").notNull().default("open"),
  endsAt: timestamp("ends_at"),
  createdAt: timestamp("created_at").notNull().defaultNow(),
});

export const payments = pgTable("payments", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  communityId: varchar("community_id")
    .notNull()
    .references(() => communities.id),
  membershipId: varchar("membership_id")
    .notNull()
    .references(() => memberships.id),
  feeId: varchar("fee_id").references(() => fees.id),
  collectionId: varchar("collection_id").references(() => collections.id),
  amountCents: integer("amount_cents").notNull(),
  // pending | paid | failed | refunded
  status: text("status").notNull().default("pending"),
  stripeSessionId: text("stripe_session_id"),
  stripePaymentIntentId: text("stripe_payment_intent_id"),
  paidAt: timestamp("paid_at"),
  createdAt: timestamp("created_at").notNull().defaultNow(),
});

export const transactions = pgTable("transactions", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  communityId: varchar("community_id")
    .notNull()
    .references(() => communities.id),
  paymentId: varchar("payment_id").references(() => payments.id),
  // fee | donation | refund
  kind: text("kind").notNull(),
  amountCents: integer("amount_cents").notNull(),
  commissionCents: integer("commission_cents").notNull().default(0),
  stripeReference: text("stripe_reference"),
  createdAt: timestamp("created_at").notNull().defaultNow(),
});

export const contributions = pgTable("contributions", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  collectionId: varchar("collection_id")
    .notNull()
    .references(() => collections.id),
  membershipId: varchar("membership_id")
    .notNull()
    .references(() => memberships.id),
  paymentId: varchar("payment_id").references(() => payments.id),
  amountCents: integer("amount_cents").notNull(),
  anonymous: boolean("anonymous").notNull().default(false),
  createdAt: timestamp("created_at").notNull().defaultNow(),
});

// ---------------------------------------------------------------------------
// Support, e-mails, files
// ---------------------------------------------------------------------------

export const tickets = pgTable("tickets", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  communityId: varchar("community_id").references(() => communities.id),
  accountId: varchar("account_id")
    .notNull()
    .references(() => accounts.id),
  subject: text("subject").notNull(),
  body: text("body").notNull(),
  status: text("status").notNull().default("open"),
  priority: text("priority").notNull().default("normal"),
  createdAt: timestamp("created_at").notNull().defaultNow(),
});

export const ticketReplies = pgTable("ticket_replies", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  ticketId: varchar("ticket_id")
    .notNull()
    .references(() => tickets.id),
  authorType: text("author_type").notNull(),
  authorId: varchar("author_id").notNull(),
  body: text("body").notNull(),
  createdAt: timestamp("created_at").notNull().defaultNow(),
});

export const emailTemplates = pgTable("email_templates", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  type: text("type").notNull().unique(),
  subject: text("subject").notNull(),
  html: text("html").notNull(),
  updatedAt: timestamp("updated_at").notNull().defaultNow(),
});

export const emailLogs = pgTable("email_logs", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  templateType: text("template_type").notNull(),
  communityId: varchar("community_id").references(() => communities.id),
  recipient: text("recipient").notNull(),
  subject: text("subject").notNull(),
  status: text("status").notNull(),
  providerId: text("provider_id"),
  error: text("error"),
  createdAt: timestamp("created_at").notNull().defaultNow(),
});

export const uploads = pgTable("uploads", {
  id: varchar("id").primaryKey().default(sql`gen_random_uuid()`),
  communityId: varchar("community_id")
    .notNull()
    .references(() => communities.id),
  uploadedBy: varchar("uploaded_by").notNull(),
  objectKey: text("object_key").notNull(),
  contentType: text("content_type").notNull(),
  sizeBytes: integer("size_bytes"),
  status: text("status").notNull().default("pending"),
  createdAt: timestamp("created_at").notNull().defaultNow(),
});

// ---------------------------------------------------------------------------
// Validation and types
// ---------------------------------------------------------------------------

export const registerSchema = z.object({
  email: z.string().email(),
  password: z.string().min(8),
  firstName: z.string().min(1),
  lastName: z.string().min(1),
  phone: z.string().optional(),
});

export const loginSchema = z.object({
  email: z.string().email(),
  password: z.string().min(1),
});

export const insertCommunitySchema = createInsertSchema(communities).omit({ id: true, createdAt: true });
export const insertSectionSchema = createInsertSchema(sections).omit({ id: true });
export const insertEventSchema = createInsertSchema(events, {
  startsAt: z.coerce.date(),
  endsAt: z.coerce.date().optional(),
}).omit({ id: true, createdAt: true, reminderSentAt: true });
export const insertNewsSchema = createInsertSchema(news).omit({ id: true, createdAt: true, publishedAt: true });
export const insertFeeSchema = createInsertSchema(fees).omit({ id: true });
export const insertCollectionSchema = createInsertSchema(collections, {
  endsAt: z.coerce.date().optional(),
}).omit({ id: true, createdAt: true, raisedCents: true });
export const insertPlanSchema = createInsertSchema(plans, {
  features: z.array(z.string()).default([]),
}).omit({ id: true });

export type Account = typeof accounts.$inferSelect;
export type InsertAccount = typeof accounts.$inferInsert;
export type Staff = typeof staff.$inferSelect;
export type InsertStaff = typeof staff.$inferInsert;
export type Plan = typeof plans.$inferSelect;
export type InsertPlan = typeof plans.$inferInsert;
export type Community = typeof communities.$inferSelect;
export type InsertCommunity = typeof communities.$inferInsert;
export type Section = typeof sections.$inferSelect;
export type InsertSection = typeof sections.$inferInsert;
export type Membership = typeof memberships.$inferSelect;
export type InsertMembership = typeof memberships.$inferInsert;
export type Event = typeof events.$inferSelect;
export type InsertEvent = typeof events.$inferInsert;
export type EventRegistration = typeof eventRegistrations.$inferSelect;
export type CheckIn = typeof checkIns.$inferSelect;
export type InsertCheckIn = typeof checkIns.$inferInsert;
export type News = typeof news.$inferSelect;
export type InsertNews = typeof news.$inferInsert;
export type Conversation = typeof conversations.$inferSelect;
export type InsertConversation = typeof conversations.$inferInsert;
export type Message = typeof messages.$inferSelect;
export type InsertMessage = typeof messages.$inferInsert;
export type Fee = typeof fees.$inferSelect;
export type InsertFee = typeof fees.$inferInsert;
export type Collection = typeof collections.$inferSelect;
export type InsertCollection = typeof collections.$inferInsert;
export type Payment = typeof payments.$inferSelect;
export type InsertPayment = typeof payments.$inferInsert;
export type Transaction = typeof transactions.$inferSelect;
export type InsertTransaction = typeof transactions.$inferInsert;
export type Contribution = typeof contributions.$inferSelect;
export type InsertContribution = typeof contributions.$inferInsert;
export type Ticket = typeof tickets.$inferSelect;
export type InsertTicket = typeof tickets.$inferInsert;
export type TicketReply = typeof ticketReplies.$inferSelect;
export type InsertTicketReply = typeof ticketReplies.$inferInsert;
export type EmailTemplate = typeof emailTemplates.$inferSelect;
export type EmailLog = typeof emailLogs.$inferSelect;
export type InsertEmailLog = typeof emailLogs.$inferInsert;
export type Upload = typeof uploads.$inferSelect;
export type InsertUpload = typeof uploads.$inferInsert;
