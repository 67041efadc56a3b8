// SPDX-License-Identifier: GPL-3.0-or-later
// What each method demands, written down a second time and on purpose without a look at the rows
// the server goes by: a row that was loosened by mistake no longer agrees with this one.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "base/result.h"

namespace fika::tests {

// In ascending order: each may do what the ones before it may.
enum class Least { kAnyone, kGuest, kMember, kAdmin };
enum class Stands { kStranger, kKnows, kSees, kBelongs, kLooksAfter };

struct Demand {
  std::string_view method;
  Least least;
  Stands stands = Stands::kStranger;
  std::string_view root = {};       // the field that names it
  bool admin_manages = false;       // without belonging to it
  bool only_author = false;         // or a steward; all is written by the steward here
  std::optional<Code> also = {};    // what the made-up rest of the request may come to
  std::optional<Code> guests = {};  // what guests are told although they may ask
};

inline constexpr std::array kDemands = {
    Demand{"GetOrganisation", Least::kGuest},
    Demand{"UpdateOrganisation", Least::kAdmin},

    Demand{"GetMe", Least::kGuest},
    Demand{.method = "GetPerson", .least = Least::kGuest, .guests = Code::kNotFound},
    Demand{"ListPeople", Least::kGuest},
    Demand{.method = "FindPersonByEmail", .least = Least::kAdmin, .also = Code::kNotFound},
    Demand{"UpdateProfile", Least::kGuest},
    Demand{"AddPerson", Least::kAdmin},
    Demand{"SetRole", Least::kAdmin},
    Demand{"SetEmail", Least::kAdmin},
    Demand{"DeactivatePerson", Least::kAdmin},
    Demand{"ReactivatePerson", Least::kAdmin},

    Demand{.method = "SignInWithPassword", .least = Least::kAnyone, .also = Code::kUnauthenticated},
    Demand{.method = "SignInWithLink", .least = Least::kAnyone, .also = Code::kUnauthenticated},
    Demand{.method = "RedeemInvitation", .least = Least::kAnyone, .also = Code::kNotFound},
    Demand{.method = "LookAtLink", .least = Least::kAnyone, .also = Code::kNotFound},
    Demand{"CreateSignInLink", Least::kAdmin},
    Demand{"SetPassword", Least::kGuest},
    Demand{"ChangeOwnEmail", Least::kGuest},
    Demand{"ListSignIns", Least::kGuest},
    Demand{.method = "RevokeSignIn", .least = Least::kGuest, .also = Code::kNotFound},
    Demand{"SignOut", Least::kGuest},
    Demand{"CreateToken", Least::kGuest},
    Demand{"ListTokens", Least::kGuest},
    Demand{.method = "RevokeToken", .least = Least::kGuest, .also = Code::kNotFound},
    Demand{"CreateInvitation", Least::kAdmin},
    Demand{"ListInvitations", Least::kAdmin},
    Demand{.method = "RevokeInvitation", .least = Least::kAdmin, .also = Code::kNotFound},

    Demand{"CreateCommunity", Least::kMember},
    Demand{"UpdateCommunity", Least::kMember, Stands::kLooksAfter, "community"},
    Demand{"GetCommunity", Least::kGuest, Stands::kKnows, "community"},
    Demand{"ListCommunities", Least::kGuest},
    Demand{"JoinCommunity", Least::kMember, Stands::kKnows, "community"},
    Demand{"LeaveCommunity", Least::kGuest, Stands::kKnows, "community"},
    Demand{"ListJoinRequests", Least::kMember, Stands::kLooksAfter, "community"},
    Demand{.method = "AnswerJoinRequest",
           .least = Least::kMember,
           .stands = Stands::kLooksAfter,
           .root = "community",
           .also = Code::kNotFound},
    Demand{"AddMember", Least::kMember, Stands::kLooksAfter, "community"},
    Demand{"RemoveMember", Least::kMember, Stands::kLooksAfter, "community"},
    Demand{.method = "SetSteward",
           .least = Least::kMember,
           .stands = Stands::kLooksAfter,
           .root = "community",
           .admin_manages = true,
           .also = Code::kForbidden},  // an administrator while there is a steward
    Demand{"ListMembers", Least::kGuest, Stands::kSees, "root"},
    Demand{"SetArchived", Least::kMember, Stands::kLooksAfter, "community", true},
    Demand{"MergeCommunities", Least::kMember, Stands::kLooksAfter, "community"},
    Demand{"SetCommunityLevel", Least::kGuest, Stands::kBelongs, "community"},

    Demand{"StartThread", Least::kGuest, Stands::kBelongs, "community"},
    Demand{"RenameThread", Least::kGuest, Stands::kBelongs, "thread", false, true},
    Demand{"MoveThread", Least::kGuest, Stands::kBelongs, "thread", false, true},
    Demand{"SplitThread", Least::kGuest, Stands::kBelongs, "thread", false, true},
    Demand{"MergeThreads", Least::kGuest, Stands::kBelongs, "thread", false, true},
    Demand{"SetResolved", Least::kGuest, Stands::kBelongs, "thread"},
    Demand{"SetThreadPinned", Least::kGuest, Stands::kLooksAfter, "thread"},
    Demand{"SetThreadLevel", Least::kGuest, Stands::kSees, "thread"},
    Demand{"GetThread", Least::kGuest, Stands::kSees, "thread"},
    Demand{"ListThreads", Least::kGuest, Stands::kSees, "community"},

    Demand{"PostMessage", Least::kGuest, Stands::kBelongs, "root"},
    Demand{"EditMessage", Least::kGuest, Stands::kBelongs, "message", false, true},
    Demand{"DeleteMessage", Least::kGuest, Stands::kSees, "message", false, true},
    Demand{"AddReaction", Least::kGuest, Stands::kBelongs, "message"},
    Demand{"RemoveReaction", Least::kGuest, Stands::kSees, "message"},
    Demand{"SetMessagePinned", Least::kGuest, Stands::kBelongs, "message"},
    Demand{"GetMessage", Least::kGuest, Stands::kSees, "message"},
    Demand{"ListMessages", Least::kGuest, Stands::kSees, "root"},
    Demand{"ListPinnedMessages", Least::kGuest, Stands::kSees, "root"},
    Demand{"ListEdits", Least::kGuest, Stands::kSees, "message"},
    Demand{"Render", Least::kGuest},

    Demand{"StartConversation", Least::kGuest},
    Demand{"AddParticipants", Least::kGuest, Stands::kBelongs, "conversation"},
    Demand{"GetConversation", Least::kGuest, Stands::kBelongs, "conversation"},
    Demand{"ListConversations", Least::kGuest},

    Demand{"ImportBatch", Least::kAdmin},
    Demand{"ImportPages", Least::kAdmin},

    Demand{"ErasePerson", Least::kAdmin},
    Demand{"ListErasures", Least::kAdmin},

    Demand{"SaveMessage", Least::kGuest, Stands::kSees, "message"},
    Demand{"UnsaveMessage", Least::kGuest},
    Demand{"ListSaved", Least::kGuest},

    Demand{"BeginUpload", Least::kGuest},
    Demand{.method = "FinishUpload", .least = Least::kGuest, .also = Code::kNotFound},
    Demand{.method = "CancelUpload", .least = Least::kGuest, .also = Code::kNotFound},
    Demand{.method = "SetCaptions", .least = Least::kGuest, .also = Code::kNotFound},
    Demand{.method = "GetFile", .least = Least::kGuest, .also = Code::kNotFound},
    Demand{"ListMyUploads", Least::kGuest},

    // In an open community that not all of them are in.
    Demand{.method = "CreatePage", .least = Least::kGuest, .also = Code::kForbidden},
    Demand{"SavePage", Least::kGuest, Stands::kBelongs, "page"},
    Demand{.method = "MovePage",
           .least = Least::kGuest,
           .stands = Stands::kBelongs,
           .root = "page",
           .also = Code::kForbidden},  // to where more people can read it
    Demand{"TrashPage", Least::kGuest, Stands::kBelongs, "page"},
    Demand{"RestorePage", Least::kGuest, Stands::kBelongs, "page"},
    Demand{"RestoreRevision", Least::kGuest, Stands::kBelongs, "page"},
    Demand{"GetPage", Least::kGuest, Stands::kSees, "page"},
    Demand{"PreviewPage", Least::kGuest},
    Demand{"ListPages", Least::kGuest},
    Demand{"ListRevisions", Least::kGuest, Stands::kSees, "page"},
    Demand{"GetRevision", Least::kGuest, Stands::kSees, "page"},
    Demand{.method = "ComparePage",
           .least = Least::kGuest,
           .stands = Stands::kSees,
           .root = "page",
           .also = Code::kInvalid},  // without a revision
    Demand{"BlamePage", Least::kGuest, Stands::kSees, "page"},
    Demand{"ListBacklinks", Least::kGuest, Stands::kSees, "page"},
    Demand{"ListPagesFrom", Least::kGuest, Stands::kSees, "root"},
    Demand{"ListDiscussions", Least::kGuest, Stands::kSees, "page"},
    Demand{"ListWantedPages", Least::kGuest},
    Demand{"ListRecentChanges", Least::kGuest},
    Demand{.method = "ListTrash", .least = Least::kGuest, .also = Code::kForbidden},
    Demand{"ListTags", Least::kGuest},
    Demand{"ListPagesByTag", Least::kGuest},
    Demand{"ResolvePage", Least::kGuest},

    // What is said in these places is no comment on a passage.
    Demand{.method = "CommentPassage",
           .least = Least::kGuest,
           .stands = Stands::kBelongs,
           .root = "page",
           .also = Code::kInvalid},
    Demand{.method = "ResolvePassage",
           .least = Least::kGuest,
           .stands = Stands::kBelongs,
           .root = "message",
           .also = Code::kNotFound},
    Demand{.method = "ReopenPassage",
           .least = Least::kGuest,
           .stands = Stands::kBelongs,
           .root = "message",
           .also = Code::kNotFound},
    Demand{"ListPassages", Least::kGuest, Stands::kSees, "page"},

    // There is no index in the table's world; search/search_test.cc has one.
    Demand{.method = "Search", .least = Least::kGuest, .also = Code::kUnavailable},
    Demand{.method = "Suggest", .least = Least::kGuest, .also = Code::kUnavailable},
    Demand{.method = "FindSimilar", .least = Least::kGuest, .also = Code::kUnavailable},
    Demand{.method = "MarkHelpful", .least = Least::kGuest, .also = Code::kNotFound},
    Demand{"GetHelpful", Least::kGuest},
    Demand{"NoteGap", Least::kGuest},
    // Of the members, stewards of what many are in; search/words_test.cc has them.
    Demand{.method = "ListGaps", .least = Least::kMember, .also = Code::kForbidden},
    Demand{.method = "DismissGap", .least = Least::kMember, .also = Code::kForbidden},
    Demand{.method = "PutSynonyms", .least = Least::kMember, .also = Code::kForbidden},
    Demand{.method = "RemoveSynonyms", .least = Least::kMember, .also = Code::kForbidden},
    Demand{.method = "ListSynonyms", .least = Least::kMember, .also = Code::kForbidden},

    // Letting go of what was never watched; watching/watching_test.cc has the rest.
    Demand{.method = "SetPageWatch", .least = Least::kGuest, .also = Code::kInvalid},
    Demand{"SetTagWatch", Least::kGuest},
    Demand{"ListWatched", Least::kGuest},
    Demand{"ListWatchedChanges", Least::kGuest},
    Demand{"MarkWatchedSeen", Least::kGuest},

    Demand{"ListTemplates", Least::kGuest},
    // Neither a thread nor a message is named.
    Demand{.method = "DraftPage", .least = Least::kGuest, .also = Code::kInvalid},

    Demand{"MarkRead", Least::kGuest, Stands::kSees, "root"},
    Demand{"MarkUnread", Least::kGuest, Stands::kSees, "root"},
    Demand{"SaveDraft", Least::kGuest, Stands::kSees, "target"},
    Demand{"ListInbox", Least::kGuest},
    Demand{"SetInboxDone", Least::kGuest, Stands::kBelongs, "item"},
};

}  // namespace fika::tests
